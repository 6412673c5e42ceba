using Ami.AppHost.Lifecycle;

namespace Ami.Tests.AppHost;

[TestClass]
public sealed class RestartDelayTests
{
    [TestMethod]
    public void Next_CrashAfterCrash_DoublesUpToTheCeiling()
    {
        var delay = new RestartDelay();
        var delays = Enumerable.Range(0, 10).Select(_ => delay.Next(TimeSpan.Zero)).ToList();

        delays[..4].ShouldBe([RestartDelay.Backoff.First, RestartDelay.Backoff.First * 2, RestartDelay.Backoff.First * 4, RestartDelay.Backoff.First * 8]);
        delays[^1].ShouldBe(RestartDelay.Backoff.Longest);
    }

    [TestMethod]
    public void Next_AfterAHealthyWhile_StartsOver()
    {
        var delay = new RestartDelay();
        delay.Next(TimeSpan.Zero);
        delay.Next(TimeSpan.Zero);

        delay.Next(RestartDelay.Forgiven - TimeSpan.FromSeconds(1)).ShouldBe(RestartDelay.Backoff.First * 4);
        delay.Next(RestartDelay.Forgiven).ShouldBe(RestartDelay.Backoff.First);
    }
}
