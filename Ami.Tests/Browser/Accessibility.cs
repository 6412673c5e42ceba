using System.Text.Json;
using Ami.AppHost.Setup;
using Microsoft.Playwright;

namespace Ami.Tests.Browser;

/// <summary>axe-core on the page as it is.</summary>
internal static class Accessibility
{
    private static readonly Lazy<string> Axe = new(() =>
        File.ReadAllText(Repository.Find().At("Ami.Web", "ClientApp", "node_modules", "axe-core", "axe.min.js"))
    );

    /// <returns>Serious and critical findings, one line each.</returns>
    internal static async Task<IReadOnlyList<string>> SeriousFindings(this IPage page)
    {
        // Evaluated, not added as a script element: the page's content security policy forbids those, as it should.
        await page.EvaluateAsync(Axe.Value);

        // What is out of date is pale until it is read anew, and a colour on its way to another is neither of the two.
        await Assertions.Expect(page.Locator("[aria-busy=true]")).ToHaveCountAsync(0);
        await page.EvaluateAsync(
            """
            () => Promise.allSettled(document.getAnimations().filter(a => a.effect.getComputedTiming().iterations !== Infinity).map(a => a.finished))
            """
        );
        var found = await page.EvaluateAsync<JsonElement>("async () => (await axe.run(document, { resultTypes: ['violations'] })).violations");
        return
        [
            .. found
                .EnumerateArray()
                .Where(v => v.GetProperty("impact").GetString() is "serious" or "critical")
                .Select(v =>
                    $"{v.GetProperty("id").GetString()}: {string.Join(" | ", v.GetProperty("nodes").EnumerateArray().Take(3).Select(n => n.GetProperty("html").GetString()))}"
                ),
        ];
    }
}
