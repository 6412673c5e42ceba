// Runs before the first paint so that a remembered dark theme never flashes white. External, because the page's policy forbids inline scripts.
(function () {
    var choice = 'auto';
    try {
        choice = localStorage.getItem('ami.theme') || 'auto';
    } catch {
        // Storage can be closed to us (private mode); the system's preference is then the answer.
    }
    var dark =
        choice === 'dark' || (choice !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches);
    document.documentElement.setAttribute('data-mantine-color-scheme', dark ? 'dark' : 'light');
})();
