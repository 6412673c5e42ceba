using Ami.TestKit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace Ami.Tests.Core;

[TestClass]
public sealed class QuotaLimiterTests
{
    private readonly ManualTime _time = new(new DateTimeOffset(2026, 3, 2, 23, 58, 0, TimeSpan.Zero));

    [TestMethod]
    [DataRow(true)]
    [DataRow(false)]
    public async Task Take_PerMinute_CountsTheLastSixtySecondsBeforeEachCall(bool server)
    {
        await using var process = await Process(server);
        var limiter = Limiter(process);
        var (subject, quota) = (Subject(), Quota.PerMinute(3));

        (await limiter.Take(subject, quota)).ShouldBe(new QuotaDecision(true, 2, TimeSpan.FromSeconds(60)));
        _time.Advance(TimeSpan.FromSeconds(20));
        (await limiter.Take(subject, quota)).ShouldBe(new QuotaDecision(true, 1, TimeSpan.FromSeconds(40)));
        (await limiter.Take(subject, quota)).ShouldBe(new QuotaDecision(true, 0, TimeSpan.FromSeconds(40)));
        (await limiter.Take(subject, quota)).ShouldBe(new QuotaDecision(false, 0, TimeSpan.FromSeconds(40)));
        (await limiter.Take(Subject(), quota)).Admitted.ShouldBeTrue("somebody else's calls are counted apart");

        // The refused call did not count: when the first leaves the window there is one place, not none.
        _time.Advance(TimeSpan.FromSeconds(39.999));
        (await limiter.Take(subject, quota)).Admitted.ShouldBeFalse();
        _time.Advance(TimeSpan.FromMilliseconds(1));
        (await limiter.Take(subject, quota)).ShouldBe(new QuotaDecision(true, 0, TimeSpan.FromSeconds(20)));
        (await limiter.Take(subject, quota)).Admitted.ShouldBeFalse();
    }

    [TestMethod]
    [DataRow(true)]
    [DataRow(false)]
    public async Task GiveBack_ACallThatCameToNothing_MakesItsPlaceFree(bool server)
    {
        await using var process = await Process(server);
        var limiter = Limiter(process);
        var (subject, quota) = (Subject(), Quota.PerMinute(2));
        await limiter.Take(subject, quota);
        await limiter.Take(subject, quota);
        await limiter.GiveBack(subject, quota);
        (await limiter.Take(subject, quota)).Admitted.ShouldBeTrue();
        (await limiter.Take(subject, quota)).Admitted.ShouldBeFalse();
    }

    [TestMethod]
    public async Task IsFirst_OfManyAtOnce_IsTrueOnce_AndPerSubjectAndThing()
    {
        await using var process = await Process(server: true);
        var limiter = Limiter(process);
        var subject = Subject();
        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => limiter.IsFirst(subject, "a", TimeSpan.FromMinutes(10))));
        answers.Count(first => first).ShouldBe(1);
        (await limiter.IsFirst(subject, "b", TimeSpan.FromMinutes(10))).ShouldBeTrue();
        (await limiter.IsFirst(Subject(), "a", TimeSpan.FromMinutes(10))).ShouldBeTrue();
    }

    [TestMethod]
    [DataRow(true)]
    [DataRow(false)]
    public async Task Take_PerDay_StartsAgainAtMidnightUtc(bool server)
    {
        await using var process = await Process(server);
        var limiter = Limiter(process);
        var (subject, quota) = (Subject(), Quota.PerDay(2));

        (await limiter.Take(subject, quota)).ShouldBe(new QuotaDecision(true, 1, TimeSpan.FromMinutes(2)));
        (await limiter.Take(subject, quota)).ShouldBe(new QuotaDecision(true, 0, TimeSpan.FromMinutes(2)));
        _time.Advance(TimeSpan.FromSeconds(119));
        (await limiter.Take(subject, quota)).ShouldBe(new QuotaDecision(false, 0, TimeSpan.FromSeconds(1)));
        _time.Advance(TimeSpan.FromSeconds(1));
        (await limiter.Take(subject, quota)).ShouldBe(new QuotaDecision(true, 1, TimeSpan.FromDays(1)));

        // A larger plan counts what was called before.
        (await limiter.Take(subject, Quota.PerDay(10))).Remaining.ShouldBe(8);
        (await limiter.Take(subject, Quota.PerDay(1))).ShouldBe(new QuotaDecision(false, 0, TimeSpan.FromDays(1)), "and a smaller one too");
        (await limiter.Take(subject, Quota.Unlimited)).ShouldBe(new QuotaDecision(true, int.MaxValue, TimeSpan.Zero));
    }

    [TestMethod]
    [DataRow(QuotaWindow.Minute)]
    [DataRow(QuotaWindow.Day)]
    public async Task Take_TwoProcessesAtOnce_AdmitsExactlyTheLimit(QuotaWindow window)
    {
        await using var here = await Process(server: true);
        await using var there = await Process(server: true);
        QuotaLimiter[] limiters = [Limiter(here), Limiter(there)];

        // As a host does before it listens: connecting takes threads, and the calls below would have them all.
        Array.ForEach([here, there], process => process.GetRequiredService<LiveBus>().IsConnected.ShouldBeTrue());
        for (var round = 0; round < 10; round++)
        {
            var subject = Subject();
            var decisions = await Task.WhenAll(Enumerable.Range(0, 200).Select(i => Task.Run(() => limiters[i % 2].Take(subject, new Quota(50, window)))));
            decisions.Count(d => d.Admitted).ShouldBe(50);
            decisions.Where(d => d.Admitted).Select(d => d.Remaining).Order().ShouldBe(Enumerable.Range(0, 50), "each admitted call took another place");
        }
    }

    [TestMethod]
    public async Task Take_ClockOfAnotherProcessBehind_DoesNotFreePlacesEarly()
    {
        await using var process = await Process(server: true);
        var behind = new ManualTime(_time.GetUtcNow() - TimeSpan.FromSeconds(30));
        var (subject, quota) = (Subject(), Quota.PerMinute(2));
        await Limiter(process).Take(subject, quota);
        (await Limiter(process, behind).Take(subject, quota)).ShouldBe(new QuotaDecision(true, 0, TimeSpan.FromSeconds(60)));
        _time.Advance(TimeSpan.FromSeconds(59));
        (await Limiter(process).Take(subject, quota)).Admitted.ShouldBeFalse();
    }

    [TestMethod]
    public async Task Take_ServerKilledAndBack_CountsAloneThenTogetherAgain()
    {
        await using var server = await RedisServer.Start();
        await using var here = Process(server.Connection);
        await using var there = Process(server.Connection);
        var (a, b) = (Limiter(here), Limiter(there));
        var (subject, quota) = (Subject(), Quota.PerMinute(3));
        (await a.Take(subject, quota)).Remaining.ShouldBe(2);
        (await b.Take(subject, quota)).Remaining.ShouldBe(1);

        await server.Kill();
        foreach (var limiter in (QuotaLimiter[])[a, b])
        {
            for (var left = 2; left >= 0; left--)
            {
                (await limiter.Take(subject, quota)).ShouldBe(new QuotaDecision(true, left, TimeSpan.FromSeconds(60)));
            }

            (await limiter.Take(subject, quota)).Admitted.ShouldBeFalse("without the server a process counts for itself");
        }

        await server.Run();
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        var many = Quota.PerMinute(100_000);
        while (
            (await a.Take("together", many, patience.Token)).Remaining - (await b.Take("together", many, patience.Token)).Remaining != 1
            || (await a.Take("together", many, patience.Token)).Remaining - (await b.Take("together", many, patience.Token)).Remaining != 1
        )
        {
            await timer.WaitForNextTickAsync(patience.Token);
        }
    }

    [TestMethod]
    public void Take_ManySubjectsWithoutServer_ForgetsThoseOfYesterday()
    {
        var local = new LocalQuotas();
        for (var i = 0; i < 3_000; i++)
        {
            local.Take($"s{i}", Quota.PerDay(1), _time.GetUtcNow());
        }

        for (var i = 0; i < 2_000; i++)
        {
            local.Take("busy", Quota.PerMinute(1), _time.GetUtcNow().AddDays(2));
        }

        local.Subjects.ShouldBe(1);
    }

    [TestMethod]
    [DataRow("10/minute")]
    [DataRow("50/day")]
    [DataRow("unlimited")]
    public void Parse_WhatToStringWrites_IsTheSame(string text) => Quota.Parse(text).ToString().ShouldBe(text);

    [TestMethod]
    [DataRow("")]
    [DataRow("10")]
    [DataRow("0/day")]
    [DataRow("-1/day")]
    [DataRow("10/week")]
    [DataRow("10/0")]
    [DataRow("ten/day")]
    public void Parse_SomethingElse_SaysWhatIsExpected(string text) =>
        Should.Throw<FormatException>(() => Quota.Parse(text)).Message.ShouldContain("10/minute");

    private static string Subject() => $"test:{Guid.CreateVersion7()}";

    private static async Task<ServiceProvider> Process(bool server) => Process(server ? (await TestServers.Get()).Redis : null);

    private static ServiceProvider Process(string? redis) => CoreHost.Build("Host=unused", redis: redis);

    /// <summary>Waits long: on a busy machine a late answer must not look like a server that is away.</summary>
    private QuotaLimiter Limiter(ServiceProvider process, TimeProvider? time = null) =>
        new(process.GetRequiredService<LiveBus>(), time ?? _time, NullLogger<QuotaLimiter>.Instance) { Patience = TimeSpan.FromSeconds(60) };
}
