"""The first start: an empty installation is set up in the page, with the code that `huawu up` prints.

`code` makes and checks that code, `asked` is what the wizard asks, `starter` what every new centre is given,
`founding` makes it all in one Work, `routes` is the way in. As soon as there is anybody, all of it is closed.
"""
