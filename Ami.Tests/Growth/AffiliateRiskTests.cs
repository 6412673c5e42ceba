using Ami.Modules.Growth;
using Ami.Modules.Payments;
using Ami.TestKit;
using Microsoft.Extensions.DependencyInjection;
using static Ami.Tests.Growth.AffiliateWorld;

namespace Ami.Tests.Growth;

/// <summary>What nobody has been told of yet when a commission falls due, and what is lost in part. A tenth of 33.33 is 3.33.</summary>
[TestClass]
[Needs<PaymentsModule>]
public sealed class AffiliateRiskTests
{
    private static readonly TimeSpan Window = TimeSpan.FromDays(31);
    private static AffiliateWorld _world = null!;

    [ClassInitialize]
    public static async Task Start(TestContext _) => _world = await AffiliateWorld.Start();

    [ClassCleanup]
    public static async Task Stop() => await _world.DisposeAsync();

    [TestMethod]
    public async Task Dispute_ThatNobodyHasToldOf_StopsTheRelease()
    {
        var (affiliate, code) = await _world.Affiliate();
        var sale = await _world.Buy(await _world.Come(await Click(_world.Host, code)));
        await _world.Dispute(sale, "needs_response", 33.33m);
        await _world.Pass(Window);
        (await Commissions(affiliate)).Single().ShouldSatisfyAllConditions(c => (c.State, c.Hold).ShouldBe((CommissionState.Held, CommissionHold.Dispute)));
        (await _world.Cash(affiliate.UserId)).ShouldBe((0, 3.33m));
    }

    [TestMethod]
    [DataRow(10.01, 2.33)]
    [DataRow(33.33, 0.0)]
    public async Task Dispute_Lost_TakesTheShareOfWhatIsAway(double lost, double left)
    {
        var (affiliate, code) = await _world.Affiliate();
        var buyer = await _world.Come(await Click(_world.Host, code));
        var sale = await _world.Buy(buyer);
        await _world.Dispute(sale, "lost", (decimal)lost);
        await _world.Tell(sale, buyer.UserId, 1);
        (await Commissions(affiliate)).Single().Amount.ShouldBe((decimal)left);
    }

    [TestMethod]
    public async Task Signal_RaisedWhileThePayoutRuns_StopsIt()
    {
        var (affiliate, code) = await _world.Affiliate();
        var sale = await _world.Buy(await _world.Come(await Click(_world.Host, code)));
        await _world.Come(await Click(_world.Host, code));
        await _world.Come(await Click(_world.Host, code));
        _world.Host.Time.Advance(Window);
        var id = (await _world.Rows()).Single(one => one.UserId == affiliate.UserId).Id;
        // The job chose it before the signal was raised.
        (
            await _world.Host.InScope(services =>
                services.GetRequiredService<UnitOfWork>().Run(ct => services.GetRequiredService<Commissions>().Release(id, sale, ct))
            )
        ).ShouldBeFalse();
        (await _world.Cash(affiliate.UserId)).ShouldBe((0, 3.33m));
    }
}
