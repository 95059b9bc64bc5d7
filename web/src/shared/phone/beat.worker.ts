/** A clock that a hidden tab does not slow down. */
self.onmessage = (event: MessageEvent<number>) => {
  self.setInterval(() => self.postMessage(0), event.data);
};
