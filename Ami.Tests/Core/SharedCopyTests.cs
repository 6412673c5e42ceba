using Microsoft.Extensions.Logging.Abstractions;

namespace Ami.Tests.Core;

[TestClass]
public sealed class SharedCopyTests
{
    private static readonly TimeSpan GoodFor = TimeSpan.FromSeconds(10);
    private readonly Clock _time = new();
    private readonly List<TaskCompletionSource<string>> _readings = [];
    private TaskCompletionSource _begun = new();

    [TestMethod]
    public async Task Get_ManyCallersAndNothingKnown_ReadOnce()
    {
        var copy = New();
        var callers = Enumerable.Range(0, 50).Select(_ => copy.Get().AsTask()).ToList();
        await Answer("a");
        (await Task.WhenAll(callers)).ShouldAllBe(value => value == "a");
        _readings.Count.ShouldBe(1);
    }

    [TestMethod]
    public async Task Get_CopyIsOld_ServesItAndReadsOnceMeanwhile()
    {
        var copy = New();
        await Filled(copy, "old");
        _time.Advance(GoodFor);
        // Would never return if anybody waited: nothing answers the reading yet.
        foreach (var _ in Enumerable.Range(0, 50))
        {
            (await copy.Get()).ShouldBe("old");
        }

        await Answer("new");
        (await copy.NoOlderThan(GoodFor)).ShouldBe("new");
        (await copy.Get()).ShouldBe("new");
        _readings.Count.ShouldBe(2);
    }

    [TestMethod]
    public async Task Get_CopyIsTooOldToShow_IsWaitedFor()
    {
        var copy = New(staleFor: TimeSpan.FromSeconds(5));
        await Filled(copy, "old");
        _time.Advance(GoodFor + TimeSpan.FromSeconds(5));
        var waiting = copy.Get().AsTask();
        waiting.IsCompleted.ShouldBeFalse();
        await Answer("new");
        (await waiting).ShouldBe("new");
    }

    [TestMethod]
    public async Task Get_ReadingFails_OldCopyHoldsUntilTheNextAttempt()
    {
        var copy = New();
        await Filled(copy, "old");
        _time.Advance(GoodFor);
        (await copy.Get()).ShouldBe("old");
        await Fail();
        (await copy.NoOlderThan(GoodFor)).ShouldBe("old");
        _readings.Count.ShouldBe(2);
        _time.Advance(GoodFor);
        (await copy.Get()).ShouldBe("old");
        await Answer("new");
        (await copy.NoOlderThan(GoodFor)).ShouldBe("new");
    }

    [TestMethod]
    public async Task Get_FirstReadingFails_ThrowsOrGivesWhatHoldsOtherwise()
    {
        var without = New();
        var failing = without.Get().AsTask();
        await Fail();
        (await Should.ThrowAsync<TimeoutException>(failing)).Message.ShouldBe("away");

        var with = New(otherwise: () => "defaults");
        var waiting = with.Get().AsTask();
        await Fail();
        (await waiting).ShouldBe("defaults");
    }

    [TestMethod]
    public async Task Refresh_WhileAnOlderReadingRuns_WaitsForOneThatBeganAfterIt()
    {
        var copy = New();
        await Filled(copy, "old");
        _time.Advance(GoodFor);
        (await copy.Get()).ShouldBe("old");
        var (one, other) = (copy.Refresh(), copy.Refresh());
        await Answer("before the change");
        one.IsCompleted.ShouldBeFalse();
        await Answer("after the change");
        (await one).ShouldBe("after the change");
        (await other).ShouldBe("after the change");
        (await copy.Get()).ShouldBe("after the change");
    }

    [TestMethod]
    public async Task Expire_ServesTheOldCopyUntilTheNewOneIsThere()
    {
        var copy = New();
        copy.Expire();
        _readings.ShouldBeEmpty("nobody has asked yet");
        await Filled(copy, "old");
        copy.Expire();
        (await copy.Get()).ShouldBe("old");
        await Answer("new");
        (await copy.NoOlderThan(GoodFor)).ShouldBe("new");
    }

    [TestMethod]
    public async Task Get_CallerGivesUp_OthersGetTheirAnswer()
    {
        var copy = New();
        using var gaveUp = new CancellationTokenSource();
        var first = copy.Get(gaveUp.Token).AsTask();
        var second = copy.Get().AsTask();
        await gaveUp.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(first);
        await Answer("a");
        (await second).ShouldBe("a");
    }

    [TestMethod]
    public async Task Get_InACallersFlow_ReadsOutsideOfIt()
    {
        var flow = new AsyncLocal<string> { Value = "caller" };
        string? seen = "nothing";
        var copy = new SharedCopy<string>(_ => Task.FromResult(seen = flow.Value!), GoodFor, _time, NullLogger.Instance);
        await copy.Get();
        seen.ShouldBeNull();
    }

    private SharedCopy<string> New(TimeSpan? staleFor = null, Func<string>? otherwise = null) =>
        new(_ => Reading(), GoodFor, _time, NullLogger.Instance) { StaleFor = staleFor ?? TimeSpan.MaxValue, Otherwise = otherwise };

    private Task<string> Reading()
    {
        var reading = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        _readings.Add(reading);
        Interlocked.Exchange(ref _begun, new TaskCompletionSource()).SetResult();
        return reading.Task;
    }

    private async Task Filled(SharedCopy<string> copy, string value)
    {
        var first = copy.Get().AsTask();
        await Answer(value);
        (await first).ShouldBe(value);
    }

    private async Task Answer(string value) => (await Next()).SetResult(value);

    private async Task Fail() => (await Next()).SetException(new TimeoutException("away"));

    /// <summary>The reading that waits for its answer, once it has begun.</summary>
    private async Task<TaskCompletionSource<string>> Next()
    {
        var begun = Volatile.Read(ref _begun).Task;
        if (_readings.Count == 0 || _readings[^1].Task.IsCompleted)
        {
            await begun;
        }

        return _readings[^1];
    }

    private sealed class Clock : TimeProvider
    {
        private long _now;

        public override long GetTimestamp() => _now;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public void Advance(TimeSpan by) => _now += by.Ticks;
    }
}
