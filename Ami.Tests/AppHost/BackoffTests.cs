using Backoff = Ami.AppHost.Lifecycle.Backoff;

namespace Ami.Tests.AppHost;

[TestClass]
public sealed class BackoffTests
{
    [TestMethod]
    public void Next_CrashAfterCrash_DoublesUpToTheCeiling()
    {
        var backoff = new Backoff();
        var delays = Enumerable.Range(0, 10).Select(_ => backoff.Next(TimeSpan.Zero)).ToList();

        delays[..4].ShouldBe([Backoff.First, Backoff.First * 2, Backoff.First * 4, Backoff.First * 8]);
        delays[^1].ShouldBe(Backoff.Ceiling);
    }

    [TestMethod]
    public void Next_AfterAHealthyWhile_StartsOver()
    {
        var backoff = new Backoff();
        backoff.Next(TimeSpan.Zero);
        backoff.Next(TimeSpan.Zero);

        backoff.Next(Backoff.Forgiven - TimeSpan.FromSeconds(1)).ShouldBe(Backoff.First * 4);
        backoff.Next(Backoff.Forgiven).ShouldBe(Backoff.First);
    }
}
