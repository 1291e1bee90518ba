// Says on the page what allauth's passkey scripts tell the console alone.
(function () {
  const words = {
    NotAllowedError: 'No passkey was used: it was cancelled, or took too long. Try again.',
    InvalidStateError: 'This device already has a passkey for your account.',
    SecurityError: 'Passkeys do not work at this address. They need https, or the name “localhost”.'
  }
  document.addEventListener('allauth.error', function (event) {
    event.preventDefault()
    const exception = event.detail.exception
    const place = document.querySelector('[data-passkey-problem]')
    place.textContent = !window.PublicKeyCredential
      ? 'This browser has no passkeys.'
      : words[exception && exception.name] || 'The passkey did not work. Try again, or use another way.'
  })
})()
