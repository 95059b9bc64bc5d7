/** Sign-in names, and numbers of agents and extensions, as the server takes them (app/setup/asked.py). */
export const LOGIN = /^[0-9A-Za-z._-]{2,40}$/;
export const DIGITS = /^[0-9]{2,12}$/;
