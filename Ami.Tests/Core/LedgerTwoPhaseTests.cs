namespace Ami.Tests.Core;

/// <summary>The laws of pending transfers.</summary>
[TestClass]
public class LedgerTwoPhaseTests
{
    private static LedgerHost _ledger = null!;

    [ClassInitialize]
    public static async Task Start(TestContext _) => _ledger = await LedgerHost.Start();

    [ClassCleanup]
    public static async Task Stop()
    {
        await _ledger.ShouldReconcile();
        await _ledger.DisposeAsync();
    }

    [TestMethod]
    public async Task Pending_ReservesOnBothSidesAndMovesNothing()
    {
        var (_, ann, bob, _) = await Reserved(10m, 4m);
        (await _ledger.Figures(ann)).ShouldBe((10m, 4m, 0m));
        (await _ledger.Figures(bob)).ShouldBe((0m, 0m, 4m));
        (await _ledger.Balance(ann)).Available.ShouldBe(Money.Usd(6m));
    }

    [TestMethod]
    public async Task Pending_ThenVoid_IsNothing()
    {
        var (_, ann, bob, pending) = await Reserved(10m, 4m);
        (await _ledger.Post(_ledger.VoidOf(pending))).IsOk.ShouldBeTrue();
        (await _ledger.Figures(ann)).ShouldBe((10m, 0m, 0m));
        (await _ledger.Figures(bob)).ShouldBe((0m, 0m, 0m));
    }

    [TestMethod]
    public async Task Pending_ThenPostAll_IsATransfer()
    {
        var (_, ann, bob, pending) = await Reserved(10m, 4m);
        (await _ledger.Post(_ledger.PostOf(pending))).IsOk.ShouldBeTrue();
        (await _ledger.Figures(ann)).ShouldBe((6m, 0m, 0m));
        (await _ledger.Figures(bob)).ShouldBe((4m, 0m, 0m));
    }

    [TestMethod]
    public async Task Pending_ThenPostPart_ReleasesTheRest()
    {
        var (_, ann, bob, pending) = await Reserved(10m, 4m);
        (await _ledger.Post(_ledger.PostOf(pending, 1.5m))).IsOk.ShouldBeTrue();
        (await _ledger.Figures(ann)).ShouldBe((8.5m, 0m, 0m));
        (await _ledger.Figures(bob)).ShouldBe((1.5m, 0m, 0m));
    }

    [TestMethod]
    public async Task Post_MoreThanPending_IsRefusedAndItStaysPending()
    {
        var (_, ann, _, pending) = await Reserved(10m, 4m);
        (await _ledger.Post(_ledger.PostOf(pending, 4.01m))).Error.Code.ShouldBe("ledger.amount_exceeds_pending");
        (await _ledger.Figures(ann)).ShouldBe((10m, 4m, 0m));
        (await _ledger.Post(_ledger.PostOf(pending, 4m))).IsOk.ShouldBeTrue();
    }

    [TestMethod]
    [DataRow(true, true)]
    [DataRow(true, false)]
    [DataRow(false, true)]
    [DataRow(false, false)]
    public async Task Settle_Twice_IsRefused(bool postFirst, bool postSecond)
    {
        var (_, ann, _, pending) = await Reserved(10m, 4m);
        (await _ledger.Post(Settle(pending, postFirst))).IsOk.ShouldBeTrue();
        var after = await _ledger.Figures(ann);
        (await _ledger.Post(Settle(pending, postSecond))).Error.Code.ShouldBe("ledger.pending_settled");
        (await _ledger.Figures(ann)).ShouldBe(after);
    }

    [TestMethod]
    public async Task Settle_ManyAtOnce_OneWins()
    {
        var (_, ann, bob, pending) = await Reserved(100m, 4m);

        // More is pending, so that a doubled release would not go below zero and show by that.
        (await _ledger.Post(_ledger.Pending(ann, bob, 90m))).IsOk.ShouldBeTrue();
        var results = await Task.WhenAll(Enumerable.Range(0, 12).Select(i => _ledger.Post(Settle(pending, i % 2 == 0))));
        results.Count(r => r.IsOk).ShouldBe(1);
        results.Where(r => !r.IsOk).ShouldAllBe(r => r.Error.Code == "ledger.pending_settled");
        var posted = (await _ledger.Figures(bob)).Posted;
        (await _ledger.Figures(ann)).ShouldBe((100m - posted, 90m, 0m));
        (await _ledger.Figures(bob)).ShouldBe((posted, 0m, 90m));
    }

    [TestMethod]
    public async Task Settle_SameAgain_ChangesNothing()
    {
        var (_, ann, bob, pending) = await Reserved(10m, 4m);
        var post = _ledger.PostOf(pending, 3m);
        var results = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => _ledger.Post(post)));
        results.ShouldAllBe(r => r.IsOk);
        (await _ledger.Post(post with { Amount = 2m })).Error.Code.ShouldBe("ledger.transfer_conflict");
        var alike = _ledger.Pending(ann, bob, 4m);
        (await _ledger.Post(alike)).IsOk.ShouldBeTrue();
        (await _ledger.Post(post with { PendingId = alike.Id })).Error.Code.ShouldBe("ledger.transfer_conflict");
        (await _ledger.Figures(ann)).ShouldBe((7m, 4m, 0m));
    }

    [TestMethod]
    public async Task Settle_WhatIsNotPending_IsRefused()
    {
        var (outside, ann, _) = await _ledger.OpenReal();
        var posted = _ledger.Transfer(outside, ann, 4m);
        (await _ledger.Post(posted)).IsOk.ShouldBeTrue();
        foreach (var id in new[] { posted.Id, Guid.CreateVersion7() })
        {
            var nothing = _ledger.Pending(outside, ann, 4m) with { Id = id };
            (await _ledger.Post(_ledger.PostOf(nothing))).Error.Code.ShouldBe("ledger.pending_missing");
            (await _ledger.Post(_ledger.VoidOf(nothing))).Error.Code.ShouldBe("ledger.pending_missing");
        }
    }

    [TestMethod]
    public async Task Limits_CountWhatIsPendingOutAndNotWhatIsPendingIn()
    {
        var (outside, ann, bob, pending) = await Reserved(10m, 4m);
        (await _ledger.Post(_ledger.Transfer(ann, outside, 6.01m))).Error.Code.ShouldBe("ledger.insufficient_funds");
        (await _ledger.Post(_ledger.Pending(ann, outside, 6.01m))).Error.Code.ShouldBe("ledger.insufficient_funds");
        (await _ledger.Post(_ledger.Transfer(bob, outside, 0.01m))).Error.Code.ShouldBe("ledger.insufficient_funds", "what is pending in is not there yet");
        (await _ledger.Post(_ledger.Transfer(ann, outside, 6m))).IsOk.ShouldBeTrue();
        (await _ledger.Post(_ledger.PostOf(pending))).IsOk.ShouldBeTrue();
        (await _ledger.Figures(ann)).ShouldBe((0m, 0m, 0m));
    }

    [TestMethod]
    public async Task Expired_CannotBePostedAndIsVoidedOnce()
    {
        var (outside, ann, bob) = await _ledger.OpenReal(toAnn: 10m);
        var (soon, later, never) = (
            _ledger.Pending(ann, bob, 1m, TimeSpan.FromMinutes(5)),
            _ledger.Pending(ann, bob, 2m, TimeSpan.FromDays(400)),
            _ledger.Pending(ann, outside, 3m)
        );
        (await _ledger.Post(soon, later, never)).IsOk.ShouldBeTrue();
        _ledger.Time.Advance(TimeSpan.FromMinutes(5) - TimeSpan.FromTicks(10));
        (await _ledger.Expire()).ShouldBe(0);
        _ledger.Time.Advance(TimeSpan.FromTicks(10));
        (await _ledger.Post(_ledger.PostOf(soon))).Error.Code.ShouldBe("ledger.pending_expired");
        (await _ledger.Figures(ann)).ShouldBe((10m, 6m, 0m));

        (await _ledger.Expire()).ShouldBe(1);
        (await _ledger.Expire()).ShouldBe(0);
        (await _ledger.Figures(ann)).ShouldBe((10m, 5m, 0m));
        (await _ledger.Post(_ledger.PostOf(soon))).Error.Code.ShouldBe("ledger.pending_settled");
        (await _ledger.Post(_ledger.PostOf(later), _ledger.PostOf(never))).IsOk.ShouldBeTrue();
    }

    [TestMethod]
    public async Task Expired_CanStillBeVoided()
    {
        var (_, ann, bob) = await _ledger.OpenReal(toAnn: 10m);
        var pending = _ledger.Pending(ann, bob, 1m, TimeSpan.FromSeconds(1));
        (await _ledger.Post(pending)).IsOk.ShouldBeTrue();
        _ledger.Time.Advance(TimeSpan.FromSeconds(2));
        (await _ledger.Post(_ledger.VoidOf(pending))).IsOk.ShouldBeTrue();
        (await _ledger.Expire()).ShouldBe(0);
        (await _ledger.Figures(ann)).ShouldBe((10m, 0m, 0m));
    }

    [TestMethod]
    public async Task Pending_SameIdAndOtherTimeout_IsRefused()
    {
        var (_, ann, bob) = await _ledger.OpenReal(toAnn: 10m);
        var pending = _ledger.Pending(ann, bob, 1m, TimeSpan.FromHours(1));
        (await _ledger.Post(pending)).IsOk.ShouldBeTrue();
        (await _ledger.Post(pending with { OccurredAt = pending.OccurredAt.AddMinutes(3) })).IsOk.ShouldBeTrue("the same time-out, asked for later");
        (await _ledger.Post(pending with { Timeout = TimeSpan.FromHours(2) })).Error.Code.ShouldBe("ledger.transfer_conflict");
        (await _ledger.Post(pending with { Timeout = null })).Error.Code.ShouldBe("ledger.transfer_conflict");
        (await _ledger.Figures(ann)).ShouldBe((10m, 1m, 0m));
    }

    private static async Task<(LedgerAccount Outside, LedgerAccount Ann, LedgerAccount Bob, PendingTransfer Pending)> Reserved(decimal funds, decimal amount)
    {
        var (outside, ann, bob) = await _ledger.OpenReal(funds);
        var pending = _ledger.Pending(ann, bob, amount);
        (await _ledger.Post(pending)).IsOk.ShouldBeTrue();
        return (outside, ann, bob, pending);
    }

    private static LedgerStep Settle(PendingTransfer pending, bool post) => post ? _ledger.PostOf(pending) : _ledger.VoidOf(pending);
}
