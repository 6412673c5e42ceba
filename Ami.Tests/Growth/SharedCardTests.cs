using System.Net.Http.Json;
using Ami.Modules.Growth;
using Ami.Modules.Payments;
using Ami.TestKit;
using Microsoft.Extensions.DependencyInjection;
using static Ami.Tests.Growth.AffiliateWorld;

namespace Ami.Tests.Growth;

/// <summary>What a card says of who pays: an affiliate who buys by their own link, and one person with several accounts.</summary>
[TestClass]
[Needs<PaymentsModule>]
public sealed class SharedCardTests
{
    private const string Visa = "4242424242424242";
    private const string Debit = "4000056655665556";
    private const string Mastercard = "5555555555554444";
    private const string Amex = "378282246310005";
    private static readonly TimeSpan Window = TimeSpan.FromDays(31);
    private static AffiliateWorld _world = null!;

    [ClassInitialize]
    public static async Task Start(TestContext _) => _world = await AffiliateWorld.Start();

    [ClassCleanup]
    public static async Task Stop() => await _world.DisposeAsync();

    [TestMethod]
    public async Task Sale_PaidWithTheAffiliatesCard_IsBlocked()
    {
        var (affiliate, code) = await _world.Affiliate();
        await _world.Buy(affiliate, Visa);
        var buyer = await _world.Come(await Click(_world.Host, code));
        await _world.Buy(buyer, Visa);
        await _world.Buy(buyer, Debit);
        (await Commissions(affiliate))
            .Select(c => (c.State, c.Reason, c.Amount))
            .ShouldBe([(CommissionState.Held, null, 3.33m), (CommissionState.Blocked, CommissionReason.SelfReferral, 0m)]);
        (await _world.Cash(affiliate.UserId)).ShouldBe((0, 3.33m));
    }

    [TestMethod]
    public async Task Sale_PaidWithACardThatTheAffiliatePaysWithLater_IsNotPaidOut()
    {
        var (affiliate, code) = await _world.Affiliate();
        var buyer = await _world.Come(await Click(_world.Host, code));
        await _world.Buy(buyer, Mastercard);
        (await _world.Cash(affiliate.UserId)).ShouldBe((0, 3.33m));
        await _world.PayIn(affiliate, 20, Mastercard);
        await _world.Pass(Window);
        (await Commissions(affiliate))
            .Single()
            .ShouldSatisfyAllConditions(c => (c.State, c.Reason).ShouldBe((CommissionState.Voided, CommissionReason.SelfReferral)));
        (await _world.Cash(affiliate.UserId)).ShouldBe((20, 0));
    }

    [TestMethod]
    public async Task Sales_OfTwoAccountsWithOneCard_WaitForStaffOnce()
    {
        var (affiliate, code) = await _world.Affiliate();
        var (one, other) = (await _world.Come(await Click(_world.Host, code)), await _world.Come(await Click(_world.Host, code)));
        await _world.Buy(one, Amex);
        await _world.Pass(TimeSpan.FromHours(2));
        (await Signals(affiliate)).ShouldBeEmpty();
        await _world.Buy(one, Amex);
        (await Signals(affiliate)).ShouldBeEmpty("one account may pay twice");
        var sale = await _world.Buy(other, Amex);
        await _world.Tell(sale, other.UserId, 3);
        var signal = (await Signals(affiliate)).Single();
        (signal.Kind, signal.Count, signal.OfCount, signal.State).ShouldBe((SignalKind.SharedCard, 2, 2, SignalState.Open));
        await _world.Pass(Window);
        (await Commissions(affiliate)).ShouldAllBe(c => c.Hold == CommissionHold.Review);

        using var decided = await (await _world.Staff()).Client.PutAsJsonAsync(
            $"/api/admin/affiliates/signals/{signal.Id}/decision",
            new { isFraud = false, reason = "A couple" }
        );
        decided.EnsureSuccessStatusCode();
        await _world.Buy(other, Amex);
        (await Signals(affiliate)).Single().State.ShouldBe(SignalState.Cleared, "what was decided is not raised again");
        await _world.Pass(TimeSpan.FromHours(1));
        (await _world.Cash(affiliate.UserId)).ShouldBe((9.99m, 3.33m));
    }

    [TestMethod]
    public async Task Card_IsKeptAsAMarkThatIsNoFingerprint_AndGoesWithItsPerson()
    {
        var (_, code) = await _world.Affiliate();
        var buyer = await _world.Come(await Click(_world.Host, code));
        await _world.Buy(buyer, Visa);
        var fingerprint = await _world.Fingerprint(buyer.UserId);
        fingerprint.Length.ShouldBe(16);
        (await _world.Scalar("select length(mark) from payments.card_uses where user_id = $1", buyer.UserId)).ShouldBe(32);
        (await _world.Scalar("select count(*) from payments.stripe_events where payload like $1", $"%{fingerprint}%")).ShouldBe(0L);
        (await _world.Scalar("select count(*) from payments.stripe_events where payload like '%payment_method_details%'")).ShouldNotBe(0L);
        (
            await _world.Scalar(
                "select count(*) from payments.card_uses where position($1::bytea in mark) > 0",
                System.Text.Encoding.UTF8.GetBytes(fingerprint)
            )
        ).ShouldBe(0L);

        await _world.Host.InScope(async services =>
        {
            var unitOfWork = services.GetRequiredService<UnitOfWork>();
            await unitOfWork.Run(ct => services.GetServices<IPersonalData>().OfType<PaymentsPersonalData>().Single().Erase(buyer.UserId, ct));
            return true;
        });
        (await _world.Scalar("select count(*) from payments.card_uses where user_id is null or user_id = $1", buyer.UserId)).ShouldBe(0L);
    }

    private static async Task<IReadOnlyList<SignalRow>> Signals(SignedIn affiliate)
    {
        var id = (await _world.Rows()).Single(one => one.UserId == affiliate.UserId).Id;
        var all = await (await _world.Staff()).Client.Get<Page<SignalRow>>("/api/admin/affiliates/signals?limit=200");
        return [.. all.Items.Where(signal => signal.AffiliateId == id)];
    }
}
