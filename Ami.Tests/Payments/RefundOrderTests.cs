using Ami.Modules.Identity.Contracts;
using Ami.Modules.Payments;
using Ami.TestKit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Ami.Tests.Payments;

/// <summary>Readings of refunds in every order, each twice: old ones too, by a process that fetched before a refund failed and goes on after it.</summary>
[TestClass]
[Needs<PaymentsModule>]
public sealed class RefundOrderTests
{
    private static PaidWorld _world = null!;
    private static SignedIn _person = null!;

    [ClassInitialize]
    public static async Task Start(TestContext _)
    {
        _world = await RiskCourse.World();
        _person = await _world.Host.SignUp();
    }

    [ClassCleanup]
    public static async Task Stop() => await _world.DisposeAsync();

    [TestMethod]
    public async Task Readings_InEveryOrderTwice_EndWithWhatWasPaidBack()
    {
        var (orders, countered) = (0, 0);
        foreach (var order in Orders(["a+", "a+", "a-", "a-", "b+", "b+"]).DistinctBy(order => string.Concat(order)))
        {
            var invoice = await Sold(++orders);
            foreach (var reading in order)
            {
                await Apply(invoice, reading);
            }

            var documents = await Documents(invoice);
            var debits = documents.Count(one => one.Kind == InvoiceKind.DebitNote);
            var name = string.Join(' ', order);
            // The part that arrived stands, with its share of the taxes; the other is written and countered, or was never written.
            var credits = documents.Where(one => one.Kind == InvoiceKind.CreditNote).Select(one => one.Total);
            credits.ShouldBe(debits == 0 ? [3.05m] : [3.05m, 6.95m], ignoreOrder: true, name);
            debits.ShouldBe(order.IndexOf("a+") < order.IndexOf("a-") ? 1 : 0, name);
            documents.Sum(Sign).ShouldBe(10m - 3.05m, name);
            (await Booked(documents)).ShouldBe(10m - 3.05m, name);
            countered += debits;

            // What is left can be paid back, to the last cent of the taxes.
            await Apply(invoice, "c+");
            documents = await Documents(invoice);
            documents.Sum(one => decimal.Sign(Sign(one)) * one.Tax).ShouldBe(0, name);
            documents.Sum(Sign).ShouldBe(0, name);
            (await Booked(documents)).ShouldBe(0, name);
        }

        (orders, countered).ShouldBe((90, 45));
        await _world.BooksAreRight();
    }

    private static decimal Sign(InvoiceRow row) => row.Kind == InvoiceKind.CreditNote ? -row.Total : row.Total;

    private static Task<InvoiceRow> Sold(int number) =>
        _world.Host.InScope(async services =>
        {
            var (unitOfWork, documents) = (services.GetRequiredService<UnitOfWork>(), services.GetRequiredService<IssueDocuments>());
            var buyer = (await services.GetRequiredService<IPersonDirectory>().Find(_person.UserId)).ShouldNotBeNull();
            var payment = new KeptPayment($"pi_order_{number}", null, "");
            var sale = new PaidSale($"in_order_{number}", "USD", 10, 1.74m, "", "", "", "", IsSimulated: true, [new("x", 8.26m)], payment);
            (await unitOfWork.Run(ct => documents.Issue(buyer, sale, ct))).IsOk.ShouldBeTrue();
            return await services.GetRequiredService<PaymentsDb>().Invoices.AsNoTracking().SingleAsync(one => one.StripeId == sale.StripeId);
        });

    /// <param name="invoice">Of which something is paid back.</param>
    /// <param name="reading">Which refund, and whether it succeeded or failed.</param>
    private static Task<bool> Apply(InvoiceRow invoice, string reading) =>
        _world.Host.InScope(async services =>
        {
            var refund = new Stripe.Refund
            {
                Id = $"re_{invoice.StripeId}_{reading[0]}",
                PaymentIntentId = invoice.PaymentId,
                Amount = reading[0] == 'b' ? 305 : 695,
                Currency = "usd",
                Status = reading[1] == '+' ? "succeeded" : "failed",
            };
            var refunds = services.GetRequiredService<Refunds>();
            var applied = await services.GetRequiredService<UnitOfWork>().Run(ct => refunds.Apply(refund, _world.Host.Time.GetUtcNow(), ct));
            (applied.IsOk, applied.IsOk ? applied.Value : null).ShouldBe((true, _person.UserId));
            return true;
        });

    private static Task<List<InvoiceRow>> Documents(InvoiceRow invoice) =>
        _world.Host.InScope(services =>
            services.GetRequiredService<PaymentsDb>().Invoices.AsNoTracking().Where(one => one.PaymentId == invoice.PaymentId).ToListAsync()
        );

    /// <summary>What the provider holds of these documents, as the ledger says.</summary>
    private static Task<decimal> Booked(List<InvoiceRow> documents) =>
        _world.Scalar<decimal>(
            $"""
            select sum(case when a.kind = 'real.stripe' then t.amount else -t.amount end)
            from core.ledger_transfers t join core.ledger_accounts a on a.id = t.to_account
            where t.reference_id in ({string.Join(", ", documents.Select(one => $"'{one.Id}'"))})
            """
        );

    private static IEnumerable<List<string>> Orders(List<string> readings) =>
        readings.Count == 0
            ?
            [
                [],
            ]
            : readings.SelectMany((one, i) => Orders([.. readings[..i], .. readings[(i + 1)..]]).Select(rest => (List<string>)[one, .. rest]));
}
