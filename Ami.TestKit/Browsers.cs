using Microsoft.Playwright;

namespace Ami.TestKit;

/// <summary>One headless Chromium for the whole test run; a context of it is a person with a fresh profile.</summary>
public static class Browsers
{
    private const float Patience = 30_000;
    private static readonly Lazy<Task<(IPlaywright Playwright, IBrowser Browser)>> Started = new(Start);

    /// <summary>A new person at a system: own cookies, own language and colour scheme.</summary>
    public static async Task<IBrowserContext> NewContext(string url, string locale, ColorScheme colors, int width)
    {
        var (_, browser) = await Started.Value;
        var context = await browser.NewContextAsync(
            new()
            {
                BaseURL = url,
                Locale = locale,
                TimezoneId = "Europe/Madrid",
                ColorScheme = colors,
                ReducedMotion = ReducedMotion.Reduce,
                ViewportSize = new() { Width = width, Height = 800 },
            }
        );
        context.SetDefaultTimeout(Patience);
        Assertions.SetDefaultExpectTimeout(Patience);
        return context;
    }

    public static async Task Stop()
    {
        if (Started.IsValueCreated)
        {
            var (playwright, browser) = await Started.Value;
            await browser.DisposeAsync();
            playwright.Dispose();
        }
    }

    private static async Task<(IPlaywright, IBrowser)> Start()
    {
        var playwright = await Playwright.CreateAsync();
        var browser = await playwright.Chromium.LaunchAsync(
            new()
            {
                ExecutablePath = Executable(),
                Args = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
            }
        );
        return (playwright, browser);
    }

    /// <summary>The shell first: it is the same without the windows, tabs and menus that nobody sees, which are pages as well.</summary>
    private static string Executable() =>
        new[]
        {
            Environment.GetEnvironmentVariable("AMI_CHROMIUM"),
            "/usr/bin/chromium-headless-shell",
            "/usr/bin/chromium",
            "/usr/bin/chromium-browser",
            "/usr/bin/google-chrome",
        }.FirstOrDefault(File.Exists)
        ?? throw new InvalidOperationException("Browser tests need Chromium: install it (Debian: apt-get install chromium) or set AMI_CHROMIUM to its path.");
}
