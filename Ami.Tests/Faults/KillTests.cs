using Ami.Tests.Browser;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Ami.Tests.Faults;

/// <summary>
/// Kill -9 of a silo, an API process and PostgreSQL in turn, while clients place orders. Afterwards the stored rows must explain everything that was acknowledged.
/// </summary>
[TestClass]
[DoNotParallelize] // It takes a whole machine.
public class KillTests
{
    [TestMethod]
    public async Task Kill_SiloThenApiThenPostgres_NothingLostNothingDoubledNothingOutOfBalance()
    {
        await using var busy = await BusySystem.Start();
        await using var watcher = await Person.Arrive(url: busy.System.Run.Url);
        await watcher.SignUp("en");
        await watcher.Page.GotoAsync("/markets/BTC-SIM");
        await Expect(watcher.Page.GetByText("Live", new() { Exact = true })).ToBeVisibleAsync();

        foreach (var victim in new[] { "silo", "api", "postgres" })
        {
            await busy.Progress();
            await busy.Kill(victim);
        }

        await busy.Progress();

        // The open page came back by itself: it says so, and its price moves again.
        await Expect(watcher.Page.GetByText("Live", new() { Exact = true })).ToBeVisibleAsync(new() { Timeout = 60_000 });
        var buy = watcher.Page.GetByRole(AriaRole.Radio, new() { Name = "Buy" });
        await Expect(buy).Not.ToHaveTextAsync(await buy.InnerTextAsync());

        await busy.ShouldHaveLostAndDoubledNothing();
        busy.System.Run.Processes.Where(p => p.Resource is "silo" or "api" or "postgres").Sum(p => p.Restarts).ShouldBeGreaterThanOrEqualTo(3);
    }
}
