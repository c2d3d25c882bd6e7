/* A passkey is made or used: the browser asks for a fingerprint, face, PIN or key, and the form takes its answer along.
 * Without this script, or in a browser that has no passkeys, the page says to take the code of an app.
 */
const form = document.querySelector("form[data-passkey]");
const options = document.getElementById("passkey-options");

const ways = {
  make: (publicKey) =>
    navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(publicKey) }),
  use: (publicKey) =>
    navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(publicKey) }),
};

async function ask(button, failed) {
  button.disabled = true;
  failed.hidden = true;
  try {
    const credential = await ways[form.dataset.passkey](JSON.parse(options.textContent).publicKey);
    form.elements.credential.value = JSON.stringify(credential);
    form.submit();
  } catch {
    // Somebody stopped it, waited too long, or the passkey is for another site.
    failed.hidden = false;
    button.disabled = false;
    button.focus();
  }
}

if (form && options && window.PublicKeyCredential?.parseCreationOptionsFromJSON) {
  const button = form.querySelector("button[type=submit]");
  const failed = form.querySelector("[data-passkey-failed]");
  form.querySelector("[data-passkey-note]").hidden = true;
  button.hidden = false;
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    ask(button, failed);
  });
}
