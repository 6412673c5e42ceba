using System.Globalization;
using System.Net;
using System.Net.Http.Json;
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
        await _world.Subscriber("basic", trial: false);
        await Task.WhenAll(
            Enumerable
                .Range(0, 40)
                .Select(async i =>
                {
                    await using var source = NpgsqlDataSource.Create(_world.Host.Database.App);
                    await using var connection = await source.OpenConnectionAsync();
                    await using var transaction = await connection.BeginTransactionAsync();
                    await using var next = new NpgsqlCommand(
                        """
                        with n as (update payments.invoice_series set last = last + 1 where series = 'C' returning last)
                        insert into payments.invoices (id, stripe_id, kind, series, sequence, credits_id, language, seller_name, seller_place, seller_tax_id, buyer_name,
                            buyer_place, buyer_country, buyer_tax_id, currency, net, tax, total, lines, is_simulated, issued_at)
                        select gen_random_uuid(), 're_' || gen_random_uuid(), 'CreditNote', 'C', n.last, (select id from payments.invoices where kind = 'Invoice' limit 1), 'En',
                            '', '', '', '', '', '', '', 'USD', 1, 0, 1, '[]', true, now() from n
                        """,
                        connection,
                        transaction
                    );
                    await next.ExecuteNonQueryAsync();
                    await (i % 3 == 0 ? transaction.RollbackAsync() : transaction.CommitAsync());
                })
        );
        await NumbersAreWithoutGap();
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

    private static async Task<HttpResponseMessage> Refund(
        SignedIn admin,
        Guid invoice,
        decimal? amount,
        string? key = null,
        string reason = "It was charged twice."
    )
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/api/admin/payments/invoices/{invoice}/refund")
        {
            Content = JsonContent.Create(new { amount, reason }),
        };
        request.Headers.Add("Idempotency-Key", key ?? Guid.CreateVersion7().ToString("N", CultureInfo.InvariantCulture));
        return await admin.Client.SendAsync(request);
    }

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
