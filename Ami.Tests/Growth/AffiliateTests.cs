using System.Net;
using System.Net.Http.Json;
using Ami.Modules.Growth;
using Ami.Modules.Identity;
using Ami.Modules.Payments;
using Ami.TestKit;
using Microsoft.Extensions.DependencyInjection;
using static Ami.Tests.Growth.AffiliateWorld;

namespace Ami.Tests.Growth;

/// <summary>From a link to money in the wallet, through the API and against the simulated payment provider. A tenth of 33.33 is 3.33.</summary>
[TestClass]
[Needs<PaymentsModule>]
public sealed class AffiliateTests
{
    private static readonly TimeSpan Window = TimeSpan.FromDays(31);
    private static AffiliateWorld _world = null!;

    [ClassInitialize]
    public static async Task Start(TestContext _) => _world = await AffiliateWorld.Start();

    [ClassCleanup]
    public static async Task Stop()
    {
        try
        {
            (await _world.Scalar("select count(*) from core.ledger_reconcile()")).ShouldBe(0L);
        }
        finally
        {
            await _world.DisposeAsync();
        }
    }

    [TestMethod]
    public async Task Link_SignUpAndPurchase_HeldThenInTheWallet()
    {
        var (affiliate, code) = await _world.Affiliate();
        var buyer = await _world.Come(await Click(_world.Host, code));
        await Click(_world.Host, code);
        await _world.Buy(buyer);
        var held = (await Commissions(affiliate)).Single();
        (held.State, held.Hold, held.Amount, held.Net).ShouldBe((CommissionState.Held, CommissionHold.RefundWindow, 3.33m, 33.33m));
        held.DueAt.ShouldBe(_world.Host.Time.GetUtcNow().AddDays(30), TimeSpan.FromMinutes(5));
        (await _world.Cash(affiliate.UserId)).ShouldBe((0, 3.33m));
        await _world.Pass(TimeSpan.FromDays(29));
        (await _world.Cash(affiliate.UserId)).ShouldBe((0, 3.33m), "people may still ask for their money back");

        await _world.Pass(TimeSpan.FromDays(2));
        (await _world.Cash(affiliate.UserId)).ShouldBe((3.33m, 0));
        (await Commissions(affiliate)).Single().ShouldSatisfyAllConditions(c => c.State.ShouldBe(CommissionState.Released), c => c.Hold.ShouldBeNull());
        var view = await View(affiliate);
        (view.Clicks, view.SignUps, view.Blocked).ShouldBe((2L, 1, 0));
        view.Money.Single().ShouldBe(new MyAffiliate.AffiliateMoney("USD", 0, 3.33m, 0));
    }

    [TestMethod]
    public async Task Refund_BeforeRelease_LeavesTheShareOfWhatIsLeft()
    {
        var (affiliate, code) = await _world.Affiliate();
        var buyer = await _world.Come(await Click(_world.Host, code));
        var (part, all) = (await _world.Buy(buyer), await _world.Buy(buyer));
        await _world.Refund(part, 10.01m);
        await _world.Refund(all, null);
        (await _world.Cash(affiliate.UserId)).Promised.ShouldBe(3.33m, "what is paid back in full is released at once");
        await _world.Pass(Window);
        // 33.33 - 10.01 = 23.32
        (await _world.Cash(affiliate.UserId)).ShouldBe((2.33m, 0));
        (await Commissions(affiliate))
            .Select(c => (c.State, c.Amount, c.Reason))
            .ShouldBe([(CommissionState.Voided, 0m, CommissionReason.Refunded), (CommissionState.Released, 2.33m, CommissionReason.Refunded)]);
    }

    [TestMethod]
    public async Task Refund_AfterRelease_IsTakenFromTheWalletAndThenFromLaterCommissions()
    {
        var (affiliate, code) = await _world.Affiliate();
        var buyer = await _world.Come(await Click(_world.Host, code));
        var first = await _world.Buy(buyer);
        await _world.Pass(Window);
        await _world.Refund(first, 10.01m);
        (await _world.Cash(affiliate.UserId)).Posted.ShouldBe(2.33m);
        (await Commissions(affiliate))[0]
            .ShouldSatisfyAllConditions(c =>
                (c.Kind, c.State, c.Amount, c.Reason).ShouldBe((CommissionKind.Clawback, CommissionState.Taken, -1m, CommissionReason.Refunded))
            );

        await _world.Spend(affiliate.UserId, 2m);
        await _world.Refund(first, null);
        (await _world.Cash(affiliate.UserId)).Posted.ShouldBe(0m, "never below zero");
        (await Commissions(affiliate))[0].ShouldSatisfyAllConditions(c => (c.State, c.Amount, c.Outstanding).ShouldBe((CommissionState.Owed, -2.33m, 2m)));

        await _world.Buy(buyer);
        await _world.Pass(Window);
        (await _world.Cash(affiliate.UserId)).Posted.ShouldBe(1.33m);
        (await Commissions(affiliate)).Where(c => c.Kind == CommissionKind.Clawback).ShouldAllBe(c => c.State == CommissionState.Taken);
        (await View(affiliate)).Money.Single().ShouldBe(new MyAffiliate.AffiliateMoney("USD", 0, 3.33m, 0));
    }

    [TestMethod]
    [DataRow(true)]
    [DataRow(false)]
    public async Task Dispute_HoldsUntilTheBankDecides(bool won)
    {
        var (affiliate, code) = await _world.Affiliate();
        await _world.Buy(await _world.Come(await Click(_world.Host, code)), "4000000000000259");
        await _world.Pass(Window);
        (await Commissions(affiliate)).Single().Hold.ShouldBe(CommissionHold.Dispute);
        await _world.CloseDispute(won);
        await _world.Pass(TimeSpan.FromHours(1));
        (await Commissions(affiliate)).Single().State.ShouldBe(won ? CommissionState.Released : CommissionState.Voided);
        (await _world.Cash(affiliate.UserId)).ShouldBe((won ? 3.33m : 0, 0));
    }

    [TestMethod]
    public async Task News_RepeatedAndOutOfOrder_BookOnce()
    {
        var (affiliate, code) = await _world.Affiliate();
        var buyer = await _world.Come(await Click(_world.Host, code));
        var sale = await _world.Buy(buyer);
        await _world.Tell(sale, buyer.UserId, 3);
        (await _world.Cash(affiliate.UserId)).ShouldBe((0, 3.33m));
        await _world.Refund(sale, 10.01m);
        await _world.Tell(sale, buyer.UserId, 3);
        await _world.Pass(Window);
        await _world.Tell(sale, buyer.UserId, 3);
        await _world.Pass(TimeSpan.FromHours(1));
        (await _world.Cash(affiliate.UserId)).ShouldBe((2.33m, 0));

        // The news of a sale that was paid back comes before any other of it.
        await _world.Execute("update growth.affiliate_sign_ups set user_id = null where user_id = $1", buyer.UserId);
        var late = await _world.Buy(buyer);
        await _world.Refund(late, 10.01m);
        await _world.Execute(
            "update growth.affiliate_sign_ups set user_id = $1 where affiliate_id = (select id from growth.affiliates where user_id = $2)",
            buyer.UserId,
            affiliate.UserId
        );
        await _world.Tell(late, buyer.UserId, 2);
        (await _world.Cash(affiliate.UserId)).ShouldBe((2.33m, 2.33m));
        (await Commissions(affiliate)).Count.ShouldBe(2);
    }

    [TestMethod]
    public async Task SelfReferral_AtTrackingAndAtTheSale_IsARowWithItsReason()
    {
        var (affiliate, code) = await _world.Affiliate("self@people.example");
        var again = await _world.Come(await Click(_world.Host, code), "Self+shop@people.example");
        await _world.Buy(again);
        (await View(affiliate)).ShouldSatisfyAllConditions(v => (v.SignUps, v.Blocked).ShouldBe((0, 1)));
        (await Commissions(affiliate))
            .Single()
            .ShouldSatisfyAllConditions(c => (c.State, c.Reason, c.Amount).ShouldBe((CommissionState.Blocked, CommissionReason.SelfReferral, 0m)));

        var friend = await _world.Come(await Click(_world.Host, code));
        await _world.Execute("update identity.users set email = $1, normalized_email = upper($1) where id = $2", "self+later@people.example", friend.UserId);
        await _world.Buy(friend with { Email = "self+later@people.example" });
        (await Commissions(affiliate))[0].Reason.ShouldBe(CommissionReason.SelfReferral);

        var twice = await _world.Come(await Click(_world.Host, code), "twice@people.example");
        var second = await _world.Come(await Click(_world.Host, code), "twice+two@people.example");
        var sale = await _world.Buy(second);
        (await Commissions(affiliate))[0].Reason.ShouldBe(CommissionReason.DuplicateAccount);
        await _world.Tell(sale, second.UserId, 2);
        (await _world.Cash(affiliate.UserId)).ShouldBe((0, 0));
        twice.UserId.ShouldNotBe(second.UserId);
    }

    [TestMethod]
    public async Task Click_TheLastWithinTheWindow_Counts()
    {
        var ((one, first), (other, second)) = (await _world.Affiliate(), await _world.Affiliate());
        var old = await Click(_world.Host, first);
        var last = await Click(_world.Host, second);
        await _world.Come(last);
        (await View(one)).SignUps.ShouldBe(0);
        (await View(other)).SignUps.ShouldBe(1);
        await _world.Come(last);
        (await View(other)).SignUps.ShouldBe(1, "a click is used once");

        await _world.Pass(TimeSpan.FromDays(30.5));
        await _world.Come(old);
        (await View(one)).SignUps.ShouldBe(0, "its time is over");
        await _world.Pass(TimeSpan.FromDays(2));
        (await _world.Scalar("select count(*) from growth.affiliate_clicks where expires_at < $1", _world.Host.Time.GetUtcNow().AddDays(-2))).ShouldBe(0L);
        (await Click(_world.Host, "NOBODY00")).ShouldBeNull();
    }

    [TestMethod]
    public async Task Suspended_LinkAndSales_CountForNothingAndWaits()
    {
        var (affiliate, code) = await _world.Affiliate();
        var buyer = await _world.Come(await Click(_world.Host, code));
        await _world.Buy(buyer);
        var row = (await _world.Rows()).Single(one => one.UserId == affiliate.UserId);
        (await _world.Decide(row, AffiliateDecision.Suspend, " ").Code()).ShouldBe("affiliate.reason_invalid");
        (await _world.Decide(row, AffiliateDecision.Suspend, "Spam")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await _world.Decide(row, AffiliateDecision.Approve, null).Code()).ShouldBe("affiliate.changed_meanwhile");
        (await Click(_world.Host, code)).ShouldBeNull();
        await _world.Buy(buyer);
        await _world.Pass(Window);
        (await Commissions(affiliate))
            .Select(c => (c.State, c.Reason, c.Hold))
            .ShouldBe([(CommissionState.Blocked, (CommissionReason?)CommissionReason.Suspended, null), (CommissionState.Held, null, CommissionHold.Suspended)]);
        (await View(affiliate)).ShouldSatisfyAllConditions(v => (v.State, v.Reason, v.Link).ShouldBe((AffiliateState.Suspended, "Spam", null)));
    }

    [TestMethod]
    [DataRow(false)]
    [DataRow(true)]
    public async Task Signal_ManySignUps_HoldsUntilStaffDecide(bool isFraud)
    {
        var (affiliate, code) = await _world.Affiliate();
        var buyer = await _world.Come(await Click(_world.Host, code));
        await _world.Buy(buyer);
        await _world.Come(await Click(_world.Host, code));
        await _world.Come(await Click(_world.Host, code));
        await _world.Pass(Window);
        (await Commissions(affiliate)).Single().Hold.ShouldBe(CommissionHold.Review);

        var staff = await _world.Staff();
        var id = (await _world.Rows()).Single(one => one.UserId == affiliate.UserId).Id;
        var signal = (await staff.Client.Get<Page<SignalRow>>("/api/admin/affiliates/signals?state=open")).Items.Single(s => s.AffiliateId == id);
        (signal.Kind, signal.Count, signal.HeldCommissions).ShouldBe((SignalKind.ManySignUps, 3, 1));
        (await Decide("")).ShouldBe("affiliate.reason_invalid");
        (await Decide("Looked at it")).ShouldBe("decided");
        (await Decide("Again")).ShouldBe("affiliate.signal_decided");
        await _world.Pass(TimeSpan.FromHours(1));
        var row = (await Commissions(affiliate)).Single();
        (row.State, row.Reason).ShouldBe(isFraud ? (CommissionState.Voided, CommissionReason.Fraud) : (CommissionState.Released, null));
        (await _world.Cash(affiliate.UserId)).ShouldBe(isFraud ? (0, 0) : (3.33m, 0));

        async Task<string> Decide(string reason)
        {
            using var answer = await staff.Client.PutAsJsonAsync($"/api/admin/affiliates/signals/{signal.Id}/decision", new { isFraud, reason });
            return answer.IsSuccessStatusCode ? "decided" : await answer.Code();
        }
    }

    [TestMethod]
    public async Task Erase_AffiliateAndBuyer_LeavesAmountsWithoutPeople()
    {
        var (affiliate, code) = await _world.Affiliate();
        var buyer = await _world.Come(await Click(_world.Host, code));
        var sale = await _world.Buy(buyer);
        await Click(_world.Host, code);
        await Erase(buyer.UserId);
        (await _world.Cash(affiliate.UserId)).Promised.ShouldBe(3.33m);
        (await _world.Scalar("select count(*) from growth.affiliate_sign_ups where user_id = $1", buyer.UserId)).ShouldBe(0L);
        await Erase(affiliate.UserId);
        (await _world.Cash(affiliate.UserId)).ShouldBe((0, 0));
        (await _world.Scalar("select state || reason from growth.affiliate_commissions where sale_id = $1", sale)).ShouldBe("VoidedLeft");
        (await _world.Scalar("select count(*) from growth.affiliates where user_id = $1", affiliate.UserId)).ShouldBe(0L);
        (await Click(_world.Host, code)).ShouldBeNull();
        await _world.Refund(sale, null);

        static Task Erase(Guid userId) =>
            _world.Host.InScope(async services =>
            {
                var unitOfWork = services.GetRequiredService<UnitOfWork>();
                await unitOfWork.Run(ct => services.GetServices<IPersonalData>().OfType<GrowthPersonalData>().Single().Erase(userId, ct));
                return true;
            });
    }

    [TestMethod]
    public async Task Delete_CommissionHeld_IsRefusedUnlessItIsGivenUp()
    {
        var (affiliate, code) = await _world.Affiliate();
        await _world.Buy(await _world.Come(await Click(_world.Host, code)));
        var fresh = await ApiHost.SignIn(affiliate);
        var held = (await fresh.Client.Get<WhatIsInTheWay.DeletionOutlook>("/api/me/deletion")).Obstacles.ShouldHaveSingleItem();
        (held.Code, held.CanBeGivenUp).ShouldBe(("affiliate.commission_held", true));
        held.Amounts.ShouldBe([new WhatIsInTheWay.ObstacleAmount(3.33m, "USD")]);
        (await fresh.Client.PostAsJsonAsync("/api/me/deletion", new { confirmation = fresh.Email }).Code()).ShouldBe("affiliate.commission_held");
        using var left = await fresh.Client.PostAsJsonAsync("/api/me/deletion", new { confirmation = fresh.Email, giveUp = true });
        left.StatusCode.ShouldBe(HttpStatusCode.OK, await left.Content.ReadAsStringAsync());
    }

    [TestMethod]
    public async Task Exports_OfStaff_HoldWhatTheyListed()
    {
        var (_, code) = await _world.Affiliate();
        await _world.Buy(await _world.Come(await Click(_world.Host, code)));
        var staff = await _world.Staff();
        (await staff.Client.GetStringAsync("/api/admin/affiliates/export.csv?state=active")).ShouldContain(code);
        (await staff.Client.GetStringAsync("/api/admin/affiliates/commissions/export.csv?state=held")).ShouldContain(code);
        (await staff.Client.GetStringAsync("/api/admin/affiliates/signals/export.csv")).ShouldStartWith("id,affiliateId");
    }
}
