using System.Net.Http.Json;
using System.Text.Json;
using Ami.TestKit;
using Stripe;

namespace Ami.Tests.StripeSimulator;

/// <summary>What banks do after a payment: refunds, disputes, warnings, payouts; and differences that are planted for whoever reconciles.</summary>
[TestClass]
public sealed class BankTests
{
    private SimulatedStripe _stripe = null!;

    private Stripe.V1Services V1 => _stripe.Client.V1;

    [TestInitialize]
    public void Start() => _stripe = SimulatedStripe.Start();

    [TestCleanup]
    public async Task Stop() => await _stripe.DisposeAsync();

    [TestMethod]
    public async Task Refund_InParts_NeverGivesBackMoreThanWasPaid()
    {
        var charge = await Charge();
        await V1.Refunds.CreateAsync(new RefundCreateOptions { Charge = charge.Id, Amount = 400 });
        (await V1.Charges.GetAsync(charge.Id)).Refunded.ShouldBeFalse();
        (
            await Should.ThrowAsync<StripeException>(() => V1.Refunds.CreateAsync(new RefundCreateOptions { Charge = charge.Id, Amount = 601 }))
        ).StripeError.Code.ShouldBe("amount_too_large");
        await V1.Refunds.CreateAsync(new RefundCreateOptions { PaymentIntent = charge.PaymentIntentId });
        var refunded = await V1.Charges.GetAsync(charge.Id, new ChargeGetOptions { Expand = ["refunds"] });
        (refunded.Refunded, refunded.AmountRefunded, refunded.Refunds.Sum(one => one.Amount)).ShouldBe((true, 1000L, 1000L));
        (await Should.ThrowAsync<StripeException>(() => V1.Refunds.CreateAsync(new RefundCreateOptions { Charge = charge.Id }))).StripeError.Code.ShouldBe(
            "charge_already_refunded"
        );
    }

    [TestMethod]
    public async Task Refund_ThatFailsLater_IsOwedAgain()
    {
        var charge = await Charge("pm_card_refundFail");
        var refund = await V1.Refunds.CreateAsync(new RefundCreateOptions { Charge = charge.Id });
        refund.Status.ShouldBe("succeeded");
        _stripe.Time.Advance(TimeSpan.FromDays(2));
        _stripe.Bill();
        (await V1.Refunds.GetAsync(refund.Id)).Status.ShouldBe("failed");
        (await V1.Charges.GetAsync(charge.Id)).AmountRefunded.ShouldBe(0);
    }

    [TestMethod]
    public async Task Dispute_OfACard_TakesTheMoneyAndGivesItBackWhenWon()
    {
        var charge = await Charge("pm_card_createDispute");
        charge.Disputed.ShouldBeTrue();
        var dispute = (await V1.Disputes.ListAsync(new DisputeListOptions { Charge = charge.Id })).Data.Single();
        (dispute.Status, dispute.BalanceTransactions.Single().Net).ShouldBe(("needs_response", -2500L));
        (await Should.ThrowAsync<StripeException>(() => V1.Refunds.CreateAsync(new RefundCreateOptions { Charge = charge.Id }))).StripeError.Code.ShouldBe(
            "charge_disputed"
        );
        var answered = await V1.Disputes.UpdateAsync(
            dispute.Id,
            new DisputeUpdateOptions { Evidence = new DisputeEvidenceOptions { UncategorizedText = "winning_evidence" } }
        );
        answered.Status.ShouldBe("won");
        answered.BalanceTransactions.Sum(one => one.Net).ShouldBe(0);
        (await _stripe.Told(one => one.Type.StartsWith("charge.dispute", StringComparison.Ordinal))).ShouldBe([
            "charge.dispute.created",
            "charge.dispute.funds_withdrawn",
            "charge.dispute.closed",
            "charge.dispute.funds_reinstated",
            "charge.dispute.updated",
        ]);
    }

    [TestMethod]
    public async Task Inquiry_OfACard_TakesNothingUntilItIsADispute()
    {
        var charge = await Charge("pm_card_createDisputeInquiry");
        var inquiry = (await V1.Disputes.ListAsync(new DisputeListOptions { Charge = charge.Id })).Data.Single();
        (inquiry.Status, inquiry.BalanceTransactions.Count).ShouldBe(("warning_needs_response", 0));
        await Control($"disputes/{inquiry.Id}/escalate");
        await Control($"disputes/{inquiry.Id}/close", new { won = false });
        var lost = await V1.Disputes.GetAsync(inquiry.Id);
        (lost.Status, lost.BalanceTransactions.Single().Amount).ShouldBe(("lost", -1000L));
    }

    [TestMethod]
    public async Task Warning_OfFraud_IsToldWithoutADispute()
    {
        var charge = await Charge("pm_card_createIssuerFraudRecord");
        var warning = (await V1.Radar.EarlyFraudWarnings.ListAsync()).Data.Single();
        (warning.ChargeId, warning.Actionable, charge.Disputed).ShouldBe((charge.Id, true, false));
    }

    [TestMethod]
    public async Task Payout_OfWhatIsAvailable_ListsEachTransactionOnce()
    {
        await Charge();
        await Charge();
        _stripe.Bill();
        (await V1.Payouts.ListAsync()).Data.ShouldBeEmpty();
        _stripe.Time.Advance(TimeSpan.FromDays(3));
        _stripe.Bill();
        _stripe.Bill();
        var payout = (await V1.Payouts.ListAsync()).Data.Single();
        var parts = (await V1.BalanceTransactions.ListAsync(new BalanceTransactionListOptions { Payout = payout.Id })).Data;
        parts.Where(one => one.Type != "payout").Sum(one => one.Net).ShouldBe(payout.Amount);
        parts.Sum(one => one.Net).ShouldBe(0);
        _stripe.Time.Advance(TimeSpan.FromDays(1));
        _stripe.Bill();
        (await V1.Payouts.GetAsync(payout.Id)).Status.ShouldBe("paid");
    }

    [TestMethod]
    public async Task Difference_Planted_ChangesTheBooksAndTellsNobody()
    {
        var charge = await Charge();
        var told = (await V1.Events.ListAsync()).Data[0].Id;
        await Control("differences", new { kind = "cent_off", id = charge.Id });
        (await V1.Charges.GetAsync(charge.Id)).Amount.ShouldBe(1001);
        await Control("differences", new { kind = "double_fee", id = charge.Id });
        (await V1.BalanceTransactions.GetAsync(charge.BalanceTransactionId)).Fee.ShouldBe(118);
        await Control("differences", new { kind = "extra_charge" });
        (await V1.Charges.ListAsync()).Data.Count.ShouldBe(2);
        (await V1.Events.ListAsync()).Data[0].Id.ShouldBe(told);
        var payout = (await Control("payouts"))[0].GetProperty("id").GetString()!;
        await Control("differences", new { kind = "lost_payout", id = payout });
        (await V1.Payouts.ListAsync()).Data.ShouldBeEmpty();
    }

    private async Task<Charge> Charge(string method = "pm_card_visa")
    {
        var intent = await V1.PaymentIntents.CreateAsync(
            new PaymentIntentCreateOptions
            {
                Amount = 1000,
                Currency = "usd",
                PaymentMethod = method,
                Confirm = true,
            }
        );
        return await V1.Charges.GetAsync(intent.LatestChargeId);
    }

    private async Task<JsonElement> Control(string path, object? what = null)
    {
        using var done = await _stripe.Control.PostAsJsonAsync($"/simulator/{path}", what ?? new { });
        done.IsSuccessStatusCode.ShouldBeTrue(await done.Content.ReadAsStringAsync());
        return await done.Content.ReadFromJsonAsync<JsonElement>();
    }
}
