using System.Globalization;
using System.Net;
using Ami.Modules.Identity.Contracts;
using Ami.Modules.Payments;
using Ami.TestKit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using UglyToad.PdfPig;

namespace Ami.Tests.Payments;

/// <summary>Invoices, credit notes and what the ledger has of them, with the simulated payment provider.</summary>
[TestClass]
[Needs<PaymentsModule>]
public sealed class InvoiceTests
{
    private static PaidWorld _world = null!;

    [ClassInitialize]
    public static async Task Start(TestContext _) =>
        _world = await PaidWorld.Start(new() { ["Payments:Seller:Name"] = "Seller Ltd", ["Payments:Seller:TaxId"] = "X-1" });

    [ClassCleanup]
    public static async Task Stop() => await _world.DisposeAsync();

    [TestMethod]
    public async Task Paid_Renewal_IsIssuedOnceWithTheNextNumberAndBooked()
    {
        var person = await _world.Subscriber("pro", trial: false);
        var invoice = (await Invoices(person)).Items.Single();
        (invoice.Kind, invoice.Total, invoice.Currency, invoice.IsSimulated).ShouldBe((InvoiceKind.Invoice, 29m, "USD", true));
        var last = long.Parse(invoice.Number[2..], CultureInfo.InvariantCulture);
        await _world.Pass(person, TimeSpan.FromDays(32));
        (await Invoices(person)).Items[0].Number.ShouldBe(InvoiceRow.NumberOf("A", last + 1));

        // The same events again, from the provider's own list.
        await Execute("update payments.stripe_events set state = 'Received'");
        await _world.Pass(person, TimeSpan.FromMinutes(5));
        (await Invoices(person)).Items.Count.ShouldBe(2);
        await BooksAreRight();
    }

    [TestMethod]
    public async Task Pdf_IsInTheBuyersLanguageAndNobodyElses()
    {
        var person = await _world.Subscriber("basic", trial: false);
        var invoice = (await Invoices(person)).Items.Single();
        using var answer = await person.Client.GetAsync($"/api/payments/invoices/{invoice.Id}.pdf");
        answer.Content.Headers.ContentType?.MediaType.ShouldBe("application/pdf");
        using var pdf = PdfDocument.Open(await answer.Content.ReadAsByteArrayAsync());
        var text = string.Join(' ', pdf.GetPages().SelectMany(page => page.GetWords()).Select(word => word.Text));
        foreach (
            var expected in (string[])[$"Invoice {invoice.Number}", "Seller Ltd", "Tax number: X-1", "Plan Basic, monthly", "9.00 USD", "Simulated payment"]
        )
        {
            text.ShouldContain(expected);
        }

        var stranger = await _world.Host.SignUp();
        (await stranger.Client.GetAsync($"/api/payments/invoices/{invoice.Id}.pdf").Code()).ShouldBe("payments.invoice_not_found");
    }

    [TestMethod]
    public async Task Refund_InParts_GetsCreditNotesAndNoMoreThanWasPaid()
    {
        var person = await _world.Subscriber("pro", trial: false);
        var admin = await _world.Host.SignUpStaff("admin");
        var invoice = (await Invoices(person)).Items.Single();
        foreach (var amount in (decimal[])[0, -1, 29.01m, 1.005m])
        {
            (await Refund(admin, invoice.Id, amount).Code()).ShouldBe("payments.refund_amount_invalid", $"{amount}");
        }

        (await Refund(admin, invoice.Id, 10, reason: " ok ").Code()).ShouldBe("payments.reason_missing");
        var key = Guid.CreateVersion7().ToString("N", CultureInfo.InvariantCulture);
        foreach (var _ in (int[])[1, 2])
        {
            using var part = await Refund(admin, invoice.Id, 10, key);
            part.StatusCode.ShouldBe(HttpStatusCode.OK, await part.Content.ReadAsStringAsync());
        }

        await _world.Settle();
        (await Refund(admin, invoice.Id, 20).Code()).ShouldBe("payments.refund_amount_invalid");
        (await Refund(admin, invoice.Id, null)).StatusCode.ShouldBe(HttpStatusCode.OK);
        await _world.Settle();
        (await Refund(admin, invoice.Id, null).Code()).ShouldBe("payments.not_refundable");

        var notes = (await Invoices(person)).Items.Where(i => i.Kind == InvoiceKind.CreditNote).ToList();
        notes.Select(note => note.Total).ShouldBe([10, 19], ignoreOrder: true);
        notes.Select(note => note.Number[0]).ShouldAllBe(series => series == 'C');
        await BooksAreRight();
    }

    [TestMethod]
    public async Task Numbers_WhileTransactionsFailAndCompete_HaveNoGap()
    {
        var person = await _world.Host.SignUp();
        await Task.WhenAll(
            Enumerable
                .Range(0, 18)
                .Select(i =>
                    _world.Host.InScope(async services =>
                    {
                        var (unitOfWork, documents) = (services.GetRequiredService<UnitOfWork>(), services.GetRequiredService<IssueDocuments>());
                        var buyer = (await services.GetRequiredService<IPersonDirectory>().Find(person.UserId)).ShouldNotBeNull();
                        var sale = new PaidSale($"in_{i}", "USD", 10, 0, "", "", "", "", IsSimulated: true, [new("x", 10)], new($"pi_{i}", null, ""));
                        try
                        {
                            await unitOfWork.Run(async ct =>
                            {
                                (await documents.Issue(buyer, sale, ct)).IsOk.ShouldBeTrue();
                                var invoice = await services.GetRequiredService<PaymentsDb>().Invoices.SingleAsync(one => one.StripeId == sale.StripeId, ct);
                                var back = new Stripe.Refund
                                {
                                    Id = $"re_{i}",
                                    Amount = 1_000,
                                    Currency = "usd",
                                };
                                (await documents.Credit(invoice, back, ct)).IsOk.ShouldBeTrue();
                                return i % 3 == 0 ? throw new TimeoutException() : true;
                            });
                        }
                        catch (TimeoutException)
                        {
                            // Neither document was issued, and others got their numbers.
                        }

                        return true;
                    })
                )
        );
        (await Invoices(person)).Items.Count.ShouldBe(24);
        await BooksAreRight();
    }

    [TestMethod]
    public async Task Erase_Buyer_KeepsTheDocumentsWithoutTheAccount()
    {
        var person = await _world.Subscriber("basic", trial: false);
        var invoice = (await Invoices(person)).Items.Single();
        await _world.Host.InScope(async services =>
        {
            var unitOfWork = services.GetRequiredService<UnitOfWork>();
            await unitOfWork.Run(ct => services.GetServices<IPersonalData>().OfType<PaymentsPersonalData>().Single().Erase(person.UserId, ct));
            var kept = await services.GetRequiredService<PaymentsDb>().Invoices.AsNoTracking().SingleAsync(i => i.Id == invoice.Id);
            (kept.UserId, kept.Number).ShouldBe((null, invoice.Number));
            return true;
        });
        await NumbersAreWithoutGap();
    }

    private static Task<Page<InvoiceView>> Invoices(SignedIn person) => person.Client.Get<Page<InvoiceView>>("/api/payments/invoices");

    private static Task<HttpResponseMessage> Refund(
        SignedIn admin,
        Guid invoice,
        decimal? amount,
        string? key = null,
        string reason = "It was charged twice."
    ) => PaidWorld.Refund(admin, invoice, new { amount, reason }, key);

    /// <summary>The ledger says what the documents say, and what the provider holds is what the provider says.</summary>
    private static async Task BooksAreRight()
    {
        await NumbersAreWithoutGap();
        (await Text("select count(*)::text from core.ledger_reconcile()")).ShouldBe("0");
        (
            await Text(
                "select coalesce(sum(case kind when 'Invoice' then -net else net end), 0)::numeric(20,2)::text from payments.invoices where payment_id is not null"
            )
        ).ShouldBe(await Text("select coalesce(sum(balance), 0)::numeric(20,2)::text from core.ledger_accounts where kind = 'real.revenue'"));
        var held = 0L;
        await foreach (var one in _world.Stripe.Client.V1.BalanceTransactions.ListAutoPagingAsync(new() { Limit = 100 }))
        {
            held += one.Type is "charge" or "payment" or "refund" or "payment_refund" ? one.Net : 0;
        }

        (held / 100m)
            .ToString("0.00", CultureInfo.InvariantCulture)
            .ShouldBe(await Text("select coalesce(sum(balance), 0)::numeric(20,2)::text from core.ledger_accounts where kind = 'real.stripe'"));
    }

    private static async Task NumbersAreWithoutGap() =>
        (
            await Text(
                """
                select string_agg(s.series, ',') from payments.invoice_series s
                where (select count(*) from payments.invoices i where i.series = s.series) <> s.last
                    or (select coalesce(max(i.sequence), 0) from payments.invoices i where i.series = s.series) <> s.last
                """
            )
        ).ShouldBe("");

    private static async Task<string> Text(string sql)
    {
        await using var source = NpgsqlDataSource.Create(_world.Host.Database.Owner);
        await using var command = source.CreateCommand(sql);
        return await command.ExecuteScalarAsync() as string ?? "";
    }

    private static async Task Execute(string sql)
    {
        await using var source = NpgsqlDataSource.Create(_world.Host.Database.Owner);
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }
}
