using Ami.AppHost.Setup;
using Microsoft.Playwright;

namespace Ami.Tests.Browser;

internal static class LookedAt
{
    /// <summary>Keeps what a page shows for people to look at, where <c>AMI_PICTURES</c> asks for that: nothing checks them, and hundreds take minutes.</summary>
    /// <param name="page">The page.</param>
    /// <param name="name">Of the file, without its ending.</param>
    /// <param name="isWhole">False for what is on screen alone.</param>
    internal static Task Picture(this IPage page, string name, bool isWhole = true) =>
        Environment.GetEnvironmentVariable("AMI_PICTURES") is { Length: > 0 }
            ? page.ScreenshotAsync(new() { Path = Repository.Find().At("artifacts", "screenshots", $"{name}.png"), FullPage = isWhole })
            : Task.CompletedTask;

    /// <summary>Lists that look at their width draw themselves anew a moment after the window has another, so it is waited for.</summary>
    /// <returns>False where something of the page stays wider than the screen.</returns>
    internal static async Task<bool> FitsTheScreen(this IPage page)
    {
        try
        {
            const string fits = "() => document.documentElement.scrollWidth <= document.documentElement.clientWidth";
            await page.WaitForFunctionAsync(fits, null, new() { Timeout = 2_000 });
            return true;
        }
        catch (TimeoutException)
        {
            return false;
        }
    }
}
