using Ami.Modules.Growth;
using Ami.Modules.Identity;
using Ami.Modules.Payments;
using Ami.TestKit;
using Microsoft.Extensions.DependencyInjection;
using static Ami.Tests.Growth.AffiliateWorld;

namespace Ami.Tests.Growth;

/// <summary>An affiliate leaves while what they earned is paid out.</summary>
[TestClass]
[Needs<PaymentsModule>]
public sealed class LeavingAffiliateTests
{
    private static AffiliateWorld _world = null!;

    [ClassInitialize]
    public static async Task Start(TestContext _) => _world = await AffiliateWorld.Start();

    [ClassCleanup]
    public static async Task Stop() => await _world.DisposeAsync();

    [TestMethod]
    public async Task Erase_WhileACommissionIsPaidOut_LeavesNoMoneyToNobody()
    {
        var (affiliate, code) = await _world.Affiliate();
        var sale = await _world.Buy(await _world.Come(await Click(_world.Host, code)));
        var id = (await _world.Rows()).Single(one => one.UserId == affiliate.UserId).Id;
        _world.Host.Time.Advance(TimeSpan.FromDays(31));
        await _world.Meanwhile(
            async (services, ct) =>
                (await services.GetRequiredService<WhatIsInTheWay>().Find(affiliate.UserId, ct)).ShouldAllBe(obstacle => obstacle.CanBeGivenUp),
            beside =>
                beside.InScope(services =>
                    services.GetRequiredService<UnitOfWork>().Run(ct => services.GetRequiredService<Commissions>().Release(id, sale, ct))
                ),
            (services, ct) => services.GetRequiredService<PersonalDataSet>().Erase(affiliate.UserId, ct)
        );
        (await _world.Cash(affiliate.UserId)).ShouldBe((0, 0));
        (await _world.Scalar("select state || reason from growth.affiliate_commissions where sale_id = $1", sale)).ShouldBe("VoidedLeft");
    }
}
