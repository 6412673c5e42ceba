using Ami.Modules.Growth;
using Ami.Modules.Payments;
using Ami.TestKit;
using static Ami.Tests.Growth.AffiliateWorld;

namespace Ami.Tests.Growth;

/// <summary>Refunds that banks refuse after they had gone through: what was taken from an affiliate for them is earned again.</summary>
[TestClass]
[Needs<PaymentsModule>]
public sealed class FailedRefundTests
{
    private const string RefusesRefunds = "4000000000005126";
    private static readonly TimeSpan Window = TimeSpan.FromDays(31);
    private static AffiliateWorld _world = null!;

    [ClassInitialize]
    public static async Task Start(TestContext _) => _world = await AffiliateWorld.Start();

    [ClassCleanup]
    public static async Task Stop() => await _world.DisposeAsync();

    [TestMethod]
    public async Task Refund_FailsAfterAll_IsEarnedAgainAndWaits()
    {
        var (affiliate, code) = await _world.Affiliate();
        var buyer = await _world.Come(await Click(_world.Host, code));
        var paidOut = await _world.Buy(buyer, RefusesRefunds);
        await _world.Pass(Window);
        var (part, all) = (await _world.Buy(buyer, RefusesRefunds), await _world.Buy(buyer, RefusesRefunds));
        await _world.Refund(paidOut, null);
        await _world.Refund(part, 10.01m);
        await _world.Refund(all, null);
        (await _world.Cash(affiliate.UserId)).ShouldBe((0, 3.33m));

        await _world.RefundsFail();
        foreach (var sale in (Guid[])[paidOut, part, all])
        {
            await _world.Tell(sale, buyer.UserId, 2);
        }

        (await _world.Cash(affiliate.UserId)).ShouldBe((0, 9.99m));
        (await Commissions(affiliate)).Count(c => c is { Kind: CommissionKind.Restored, State: CommissionState.Held, Amount: 3.33m }).ShouldBe(2);
        await _world.Pass(TimeSpan.FromDays(29.5));
        (await _world.Cash(affiliate.UserId)).ShouldBe((3.33m, 6.66m), "what is earned again waits anew");
        await _world.Pass(Window);
        (await _world.Cash(affiliate.UserId)).ShouldBe((9.99m, 0));

        // It is paid back after all, and that holds.
        await _world.Refund(all, null);
        (await _world.Cash(affiliate.UserId)).ShouldBe((6.66m, 0));
        (await _world.Scalar("select count(*) from core.ledger_reconcile()")).ShouldBe(0L);
    }
}
