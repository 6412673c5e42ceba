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

    /// <summary>axe's findings, or null where something became stale, or moved or changed its colour, while axe looked.</summary>
    private const string LookWhileItRests = """
        async () => {
          const drawn = () => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)));
          const moving = () => document.getAnimations().filter(a => a.playState !== 'finished' && a.effect.getComputedTiming().iterations !== Infinity);
          const busy = () => document.querySelector('[aria-busy=true]') !== null;
          await drawn(); // What has just been put there begins to fade in a frame later.
          while (moving().length > 0) {
            await Promise.allSettled(moving().map(a => a.finished));
          }
          let changed = busy();
          const note = () => { changed = true; };
          const watch = new MutationObserver(() => { changed ||= busy(); });
          watch.observe(document, { subtree: true, childList: true, attributeFilter: ['aria-busy'] });
          document.addEventListener('transitionrun', note);
          document.addEventListener('animationstart', note);
          const { violations } = await axe.run(document, { resultTypes: ['violations'], iframes: false });
          document.removeEventListener('transitionrun', note);
          document.removeEventListener('animationstart', note);
          watch.disconnect();
          return changed ? null : violations;
        }
        """;

    /// <returns>Serious and critical findings, one line each.</returns>
    internal static async Task<IReadOnlyList<string>> SeriousFindings(this IPage page)
    {
        // Evaluated, not added as a script element: the page's content security policy forbids those, as it should.
        await page.EvaluateAsync(Axe.Value);

        // What is out of date is pale until it is read anew, and a colour on its way to another is neither of the two.
        JsonElement? found = null;
        for (var looks = 0; found is null && looks < 5; looks++)
        {
            await Assertions.Expect(page.Locator("[aria-busy=true]")).ToHaveCountAsync(0);
            found = await page.EvaluateAsync<JsonElement?>(LookWhileItRests);
        }

        return
        [
            .. found
                .ShouldNotBeNull("the page goes on changing while axe looks")
                .EnumerateArray()
                .Where(v => v.GetProperty("impact").GetString() is "serious" or "critical")
                .Select(v =>
                    $"{v.GetProperty("id").GetString()}: {string.Join(" | ", v.GetProperty("nodes").EnumerateArray().Take(3).Select(n => n.GetProperty("html").GetString()))}"
                ),
        ];
    }
}
