using Ami.Modules.PaperTrading;
using Ami.TestKit;
using Ami.Tests.Browser;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Ami.Tests.Faults;

/// <summary>
/// Processes come and go while clients place orders: both silos are restarted, then the cache server, a silo, an API process and PostgreSQL are killed with
/// -9 in turn. Afterwards the stored rows must explain everything that was acknowledged.
/// </summary>
[TestClass]
[Needs<PaperTradingModule>]
[DoNotParallelize] // It takes a whole machine.
public class ProcessFaultTests
{
    public required TestContext TestContext { get; init; }

    [TestMethod]
    public async Task RestartsAndKills_NothingLostNothingDoubledNothingOutOfBalance()
    {
        await using var busy = await BusySystem.Start();
        await using var watcher = await Person.Arrive(url: busy.System.Run.Url);
        await watcher.SignUp("en");
        await watcher.Page.GotoAsync("/markets/BTC-SIM");
        await Expect(watcher.Page.GetByText("Live", new() { Exact = true })).ToBeVisibleAsync();
        await busy.Progress();

        foreach (var silo in busy.System.Run.Processes.Where(p => p.Resource == "silo").ToList())
        {
            await BusySystem.Signal(silo, "TERM");
            await busy.Replaced(silo);
            await busy.Progress();
        }

        busy.Failures.ShouldBeEmpty("a rolling restart of the silos reached a client");

        await busy.Kill("redis");
        await busy.Progress();
        busy.Failures.ShouldBeEmpty("the death of the cache server reached a client");

        var victim = busy.Running("silo");
        await BusySystem.Signal(victim, "KILL");
        TestContext.WriteLine($"One silo killed: all clients answered again after {(await busy.Progress()).TotalSeconds:0.0} s");
        await busy.Replaced(victim);

        foreach (var next in new[] { "api", "postgres" })
        {
            await busy.Progress();
            await busy.Kill(next);
        }

        await busy.Progress();

        // The open page came back by itself: it says so, and its price moves again.
        await Expect(watcher.Page.GetByText("Live", new() { Exact = true })).ToBeVisibleAsync(new() { Timeout = 60_000 });
        var buy = watcher.Page.GetByRole(AriaRole.Radio, new() { Name = "Buy" });
        await Expect(buy).Not.ToHaveTextAsync(await buy.InnerTextAsync());

        await busy.ShouldHaveLostAndDoubledNothing();
        busy.System.Run.Processes.Where(p => p.Resource is "silo" or "api" or "postgres" or "redis").Sum(p => p.Restarts).ShouldBeGreaterThanOrEqualTo(6);

        await busy.System.StopAsync();
        (await busy.System.Exited).ShouldBe(0, string.Join(Environment.NewLine, busy.System.Output));
    }
}
