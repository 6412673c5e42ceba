using System.Net.Http.Json;
using Ami.Modules.Identity.Contracts;
using Ami.Modules.Payments;
using Ami.TestKit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Stripe;

namespace Ami.Tests.Payments;

/// <summary>The provider's books against ours: a life without differences, and each difference that can be planted.</summary>
[TestClass]
[Needs<PaymentsModule>]
public sealed class ReconciliationTests
{
    private const long Deposited = 5_000;
    private const string Path = "/api/admin/payments/reconciliation";
    private PaidWorld _world = null!;
    private SignedIn _admin = null!;

    [TestInitialize]
    public async Task Start()
    {
        _world = await RiskCourse.World();
        _admin = await _world.Host.SignUpStaff("admin");
    }

    [TestCleanup]
    public async Task Stop() => await _world.DisposeAsync();

    [TestMethod]
    public async Task Life_WithEverythingThatHappens_HasNoCaseAndEachPlantedDifferenceHasOne()
    {
        // A renewal, a purchase that is paid back in part, another one that is disputed and won, a deposit, and payouts of it all.
        var person = await _world.Subscriber("pro", trial: false);
        await ApiHost.SignIn(_admin);
        await Buy(person);
        var invoices = await person.Client.Get<Page<InvoiceView>>("/api/payments/invoices");
        (await PaidWorld.Refund(_admin, invoices.Items[0].Id, new { amount = 10, reason = "A part of it" })).EnsureSuccessStatusCode();
        await _world.Depositor(Deposited / 100);
        await Buy(await _world.Host.SignUp());
        var dispute = await Control("disputes", new { charge = await LastCharge() });
        await _world.Settle();
        await Control($"disputes/{dispute.GetProperty("id").GetString()}/close", new { won = true });
        await _world.Pass(person, TimeSpan.FromDays(32));
        await Control("payouts", new { });
        await Later(TimeSpan.FromDays(2));
        (await Compared()).ShouldBeEmpty();
        await BooksHoldWhatTheProviderHolds();
        var transfers = await Count("select count(*) from core.ledger_transfers");
        (await Compared()).ShouldBeEmpty();
        (await Count("select count(*) from core.ledger_transfers")).ShouldBe(transfers, "a repeat posts nothing");

        // A cent, a fee that was taken twice, a charge of which nobody heard, and a payout that got lost.
        await Buy(await _world.Host.SignUp());
        var cent = await LastCharge();
        await Buy(await _world.Host.SignUp());
        var fee = await LastCharge();
        var charges = await _world.Stripe.Client.V1.Charges.ListAsync(new ChargeListOptions { Limit = 2 });
        string PaymentOf(string charge) => charges.Data.Single(one => one.Id == charge).PaymentIntentId;
        await Plant("cent_off", cent);
        await Plant("double_fee", fee);
        await Plant("extra_charge", null);
        var payouts = await _world.Stripe.Client.V1.Payouts.ListAsync();
        await Plant("lost_payout", payouts.Data[0].Id);
        await Later(TimeSpan.FromHours(1));
        var found = await Compared();
        found
            .Select(one => (one.Kind, one.ObjectId))
            .ShouldBe(
                [
                    (CaseKind.AmountDiffers, PaymentOf(cent)),
                    (CaseKind.FeeDiffers, PaymentOf(fee)),
                    (CaseKind.MissingHere, found.Single(one => one.Kind == CaseKind.MissingHere).ObjectId),
                    (CaseKind.PayoutMissing, payouts.Data[0].Id),
                ],
                ignoreOrder: true
            );
        var byKind = found.ToDictionary(one => one.Kind);
        (byKind[CaseKind.AmountDiffers].Ours, byKind[CaseKind.AmountDiffers].Theirs).ShouldBe((49m, 49.01m));
        byKind[CaseKind.FeeDiffers].Theirs.ShouldBe(2 * byKind[CaseKind.FeeDiffers].Ours);
        (byKind[CaseKind.MissingHere].Ours, byKind[CaseKind.MissingHere].Theirs).ShouldBe((null, 12.34m));

        // What is explained stays so, until it changes.
        var explained = await Decide(byKind[CaseKind.AmountDiffers], "explained");
        (await Compared()).Select(one => one.Version).ShouldBe(found.Select(one => one.Kind == CaseKind.AmountDiffers ? 2 : 1));
        (await Code(byKind[CaseKind.AmountDiffers], "closed")).ShouldBe("payments.case_changed", "an older version was seen");
        explained.State.ShouldBe(CaseState.Explained);
        await Plant("cent_off", cent);
        var again = (await Compared()).Single(one => one.Kind == CaseKind.AmountDiffers);
        (again.State, again.Theirs, again.Note).ShouldBe((CaseState.Open, 49.02m, "As the bank says"));

        // Into a payout it does not fit any more; what was taken from it after it was made is no sum of it.
        await Control("payouts", new { });
        await Plant("cent_off", fee);
        await Later(TimeSpan.FromHours(1));
        (await Compared()).ShouldContain(one => one.Kind == CaseKind.PayoutSumDiffers);
        var csv = await _admin.Client.GetStringAsync($"{Path}/cases/export.csv?state=open");
        csv.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length.ShouldBe(1 + (await Compared()).Count(one => one.State == CaseState.Open));
    }

    [TestMethod]
    public async Task Payment_WhoseNewsComeLate_ClosesItsCaseAndOneThatNeverWasStaysOpen()
    {
        var person = await _world.Host.SignUp();
        await _world.Stripe.Pay((await RiskCourse.Buy(person).Read<ProviderPage>()).Url);
        var payment = (await _world.Stripe.Client.V1.Charges.GetAsync(await LastCharge())).PaymentIntentId;
        await Invent(person, "pi_never");
        await Later(TimeSpan.FromHours(1));
        (await Compared())
            .Where(one => one.ObjectId == payment || one.ObjectId == "pi_never")
            .Select(one => (one.ObjectId, one.Kind))
            .ShouldBe([(payment, CaseKind.MissingHere), ("pi_never", CaseKind.MissingThere)], ignoreOrder: true);
        // Longer ago than what is read again: what differed is asked for by its id.
        await Later(TimeSpan.FromDays(30));
        (await Compared()).Single(one => one.ObjectId == payment).State.ShouldBe(CaseState.Open);
        await _world.Settle();
        var cases = await Compared();
        cases.Single(one => one.ObjectId == payment).ShouldSatisfyAllConditions(one => one.State.ShouldBe(CaseState.Closed), one => one.Agrees.ShouldBeTrue());
        cases.Single(one => one.ObjectId == "pi_never").State.ShouldBe(CaseState.Open);
    }

    [TestMethod]
    public async Task Provider_Away_LeavesTheComparisonForLater()
    {
        await _world.Break(2, "/v1/balance_transactions", "down");
        await Want();
        await Run();
        var run = (await _admin.Client.Get<Page<ReconciliationRunLine>>($"{Path}/runs")).Items[0];
        (run.FinishedAt, run.Fault).ShouldBe((null, "payments.provider_unavailable"));
        await _world.Mend();
        await Run();
        run = (await _admin.Client.Get<Page<ReconciliationRunLine>>($"{Path}/runs")).Items[0];
        run.FinishedAt.ShouldNotBeNull();
        run.Fault.ShouldBeNull();
    }

    private async Task Buy(SignedIn person)
    {
        await _world.Stripe.Pay((await RiskCourse.Buy(person).Read<ProviderPage>()).Url);
        await _world.Settle();
    }

    private async Task Later(TimeSpan time)
    {
        _world.Host.Time.Advance(time);
        _world.Stripe.Time.Advance(time);
        _world.Stripe.Bill();
        await ApiHost.SignIn(_admin);
    }

    private async Task<IReadOnlyList<ReconciliationCaseLine>> Compared()
    {
        await Want();
        await Run();
        return (await _admin.Client.Get<Page<ReconciliationCaseLine>>($"{Path}/cases?limit=100&sort=foundAt")).Items;
    }

    private async Task Want()
    {
        using var wanted = await Post($"{Path}/runs", null);
        wanted.EnsureSuccessStatusCode();
    }

    private Task Run() =>
        ActivatorUtilities.CreateInstance<ReconcilePayments>(_world.Host.Services).Run(new JobRun("reconcile", NullLogger.Instance), CancellationToken.None);

    private async Task<ReconciliationCaseLine> Decide(ReconciliationCaseLine line, string state) =>
        await Post($"{Path}/cases/{line.Id}/decide", Decision(line, state)).Read<ReconciliationCaseLine>();

    private Task<string> Code(ReconciliationCaseLine line, string state) => Post($"{Path}/cases/{line.Id}/decide", Decision(line, state)).Code();

    private static object Decision(ReconciliationCaseLine line, string state) =>
        new
        {
            state,
            note = "As the bank says",
            line.Version,
        };

    private Task<HttpResponseMessage> Post(string path, object? body) => _admin.Client.PostOnce(path, body);

    private Task Plant(string kind, string? id) => Control("differences", new { kind, id });

    private async Task<System.Text.Json.JsonElement> Control(string act, object body)
    {
        using var taken = await _world.Stripe.Control.PostAsJsonAsync($"/simulator/{act}", body);
        taken.EnsureSuccessStatusCode();
        return await taken.Content.ReadFromJsonAsync<System.Text.Json.JsonElement>();
    }

    private async Task<string> LastCharge() => (await _world.Stripe.Client.V1.Charges.ListAsync(new ChargeListOptions { Limit = 1 })).Data[0].Id;

    /// <summary>An invoice of a payment that the provider never had.</summary>
    private Task Invent(SignedIn person, string payment) =>
        _world.Host.InScope(async services =>
        {
            var buyer = (await services.GetRequiredService<IPersonDirectory>().Find(person.UserId)).ShouldNotBeNull();
            var sale = new PaidSale("in_never", "USD", 10, 0, "", "", "", "", IsSimulated: true, [new("x", 10)], new(payment, null, ""));
            return await services.GetRequiredService<UnitOfWork>().Run(ct => services.GetRequiredService<IssueDocuments>().Issue(buyer, sale, ct));
        });

    /// <summary>What the ledger says that the provider holds for the house is its balance without what people paid in.</summary>
    private async Task BooksHoldWhatTheProviderHolds()
    {
        var lines = await _world.Stripe.Client.V1.BalanceTransactions.ListAsync(new BalanceTransactionListOptions { Limit = 100 });
        lines.HasMore.ShouldBeFalse();
        var paidOut = -lines.Data.Where(one => one.Type == "payout").Sum(one => one.Amount);
        var earned = lines.Data.Where(one => one.Type != "payout").Sum(one => one.Net);
        paidOut.ShouldBeGreaterThan(Deposited);
        (await Cents("'real.bank'")).ShouldBe(paidOut - Deposited);
        (await Cents("'real.bank', 'real.stripe'")).ShouldBe(earned - Deposited);
        (await Count("select count(*) from core.ledger_reconcile()")).ShouldBe(0);
    }

    private Task<long> Cents(string kinds) =>
        Count($"select (sum(balance) * 100)::bigint from core.ledger_accounts where kind in ({kinds}) and currency = 'USD'");

    private Task<long> Count(string sql) =>
        _world.Host.InScope(services =>
        {
            var unitOfWork = services.GetRequiredService<UnitOfWork>();
            return unitOfWork.Run(async ct =>
            {
                await using var command = unitOfWork.Command(sql);
                return (long)(await command.ExecuteScalarAsync(ct) ?? 0L);
            });
        });
}
