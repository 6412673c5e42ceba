using System.Net;
using Ami.Modules.Payments;
using Ami.Modules.Payments.Contracts;
using Ami.TestKit;
using Microsoft.Extensions.DependencyInjection;

namespace Ami.Tests.Payments;

/// <summary>Refunds that banks refuse after they had gone through, and refunds whose answer was lost.</summary>
[TestClass]
[Needs<PaymentsModule>]
public sealed class FailedRefundTests
{
    private const string RefusesRefunds = "4000000000005126";
    private static PaidWorld _world = null!;

    [ClassInitialize]
    public static async Task Start(TestContext _) => _world = await RiskCourse.World();

    [ClassCleanup]
    public static async Task Stop() => await _world.DisposeAsync();

    [TestMethod]
    public async Task Refund_FailsAfterItSucceeded_IsCounteredByADocumentAndTheAccessIsBack()
    {
        var (person, invoice) = await Buyer();
        var admin = await _world.Host.SignUpStaff("admin");
        await Refund(admin, invoice, null);
        await _world.Settle();
        (await RiskCourse.IsOf(_world, person)).ShouldBeFalse();
        await _world.Pass(person, TimeSpan.FromDays(1.1));

        (await RiskCourse.IsOf(_world, person)).ShouldBeTrue("the money never went back");
        (await Documents(person)).ShouldBe(["invoice A", "creditNote C", "debitNote D"]);
        (await Booked(invoice)).ShouldBe(49);
        (await PaidBack(invoice)).ShouldBe(0);
        await Repeat();
        (await Documents(person)).Count.ShouldBe(3);
        (await Booked(invoice)).ShouldBe(49);

        // The invoice can be paid back again.
        await ApiHost.SignIn(admin);
        await Refund(admin, invoice, null);
        await _world.Settle();
        (await RiskCourse.IsOf(_world, person)).ShouldBeFalse();
        (await Booked(invoice)).ShouldBe(0);
        await _world.BooksAreRight();
    }

    [TestMethod]
    public async Task Refund_OfAPartFails_LeavesTheOtherPart()
    {
        var (person, invoice) = await Buyer();
        var admin = await _world.Host.SignUpStaff("admin");
        await Refund(admin, invoice, 9);
        await _world.Settle();
        await _world.Pass(person, TimeSpan.FromDays(1.1));
        (await Booked(invoice)).ShouldBe(49);
        await ApiHost.SignIn(admin);
        await Refund(admin, invoice, 20);
        await _world.Settle();
        (await Booked(invoice)).ShouldBe(29);
        (await PaidBack(invoice)).ShouldBe(20);
    }

    [TestMethod]
    public async Task Refund_FailedBeforeAnybodyHeardOfIt_LeavesNothing()
    {
        var (person, invoice) = await Buyer();
        var admin = await _world.Host.SignUpStaff("admin");
        await _world.Travel(new { hold = true });
        await Refund(admin, invoice, null);
        _world.Host.Time.Advance(TimeSpan.FromDays(1.1));
        _world.Stripe.Time.Advance(TimeSpan.FromDays(1.1));
        _world.Stripe.Bill();
        await _world.Travel(new { shuffle = 3, duplicate = true });
        await _world.Settle();
        await _world.Travel(new { });
        await _world.Heal();
        (await RiskCourse.IsOf(_world, person)).ShouldBeTrue();
        (await Booked(invoice)).ShouldBe(49);
        await ApiHost.SignIn(person);
        (await Documents(person)).ShouldBe(["invoice A"]);
    }

    [TestMethod]
    [DataRow(null)]
    [DataRow(30)]
    public async Task Refund_AnswerIsLostAndLittleIsLeft_IsAnsweredWithTheFirstResult(int? amount)
    {
        var (_, invoice) = await Buyer("4242424242424242");
        var admin = await _world.Host.SignUpStaff("admin");
        await _world.Break(2, "/v1/refunds", "after");
        (await PaidWorld.Refund(admin, invoice, Body(amount), "lost").Code()).ShouldBe("payments.provider_unavailable");
        await _world.Settle();
        (await Booked(invoice)).ShouldBe(49 - (amount ?? 49), "the provider did it, and told");

        var again = await PaidWorld.Refund(admin, invoice, Body(amount), "lost").Read<RefundInvoice.RefundView>();
        (again.Amount, again.Currency, again.Status).ShouldBe((amount ?? 49, "USD", "succeeded"));
        (await PaidWorld.Refund(admin, invoice, Body(amount), "lost").Read<RefundInvoice.RefundView>()).ShouldBe(again);
        (await PaidWorld.Refund(admin, invoice, Body(amount), "another").Code()).ShouldStartWith("payments.");
        (await PaidWorld.Refund(admin, invoice, Body(31), "lost")).IsSuccessStatusCode.ShouldBeFalse("the same key for something else");
        await _world.Settle();
        (await Booked(invoice)).ShouldBe(49 - (amount ?? 49));
        (await _world.Scalar<long>($"select count(*) from core.audit_chain where subject_id = '{invoice}' and action = 'payments.invoice-refunded'")).ShouldBe(
            1
        );
    }

    private static object Body(decimal? amount) => new { amount, reason = "Not as expected." };

    private static async Task<(SignedIn Person, Guid Invoice)> Buyer(string card = RefusesRefunds)
    {
        var person = await _world.Host.SignUp();
        var page = await RiskCourse.Buy(person).Read<ProviderPage>();
        await _world.Stripe.Pay(page.Url, card);
        await _world.Settle();
        return (person, (await person.Client.Get<Page<InvoiceView>>("/api/payments/invoices")).Items.Single().Id);
    }

    private static async Task Refund(SignedIn admin, Guid invoice, decimal? amount)
    {
        using var answer = await PaidWorld.Refund(admin, invoice, Body(amount));
        answer.StatusCode.ShouldBe(HttpStatusCode.OK, await answer.Content.ReadAsStringAsync());
    }

    /// <summary>All that was told, twice each, in three orders.</summary>
    private static async Task Repeat()
    {
        foreach (var order in (string[])["occurred_at", "occurred_at desc", "random()"])
        {
            foreach (var id in await _world.Told(order))
            {
                (await _world.Again(id)).ShouldBeNull();
                (await _world.Again(id)).ShouldBeNull();
            }
        }
    }

    private static async Task<IReadOnlyList<string>> Documents(SignedIn person) =>
        [
            .. (await person.Client.Get<Page<InvoiceView>>("/api/payments/invoices"))
                .Items.Select(one => $"{char.ToLowerInvariant($"{one.Kind}"[0])}{$"{one.Kind}"[1..]} {one.Number[0]}")
                .Reverse(),
        ];

    /// <summary>What the ledger has as sold of an invoice, what was paid back and what came back of that counted.</summary>
    private static Task<decimal> Booked(Guid invoice) =>
        _world.Scalar<decimal>(
            $"""
            with documents as (
                select id from payments.invoices where id = '{invoice}' or credits_id = '{invoice}'
                union all
                select d.id from payments.invoices d join payments.invoices c on d.stripe_id = c.stripe_id || '/failed' where c.credits_id = '{invoice}'
            )
            select coalesce(sum(case when a.kind = 'real.stripe' then t.amount else -t.amount end), 0)
            from core.ledger_transfers t join core.ledger_accounts a on a.id = t.to_account
            where t.reference_id in (select id from documents)
            """
        );

    /// <summary>What counts as paid back of a sale.</summary>
    private static Task<decimal> PaidBack(Guid invoice) =>
        _world.Host.InScope(async services => (await services.GetRequiredService<ISales>().Find(invoice)).ShouldNotBeNull().PaidBack);
}
