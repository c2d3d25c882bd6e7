/* The token that Django asks for with every POST. It is read anew each time: logging in again gives another one. */
export function csrfToken() {
  const found = document.cookie.match(/(?:^|;\s*)(?:__Host-)?csrftoken=([^;]+)/);
  return found ? found[1] : "";
}
