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

        var key = Guid.CreateVersion7().ToString("N", CultureInfo.InvariantCulture);
        foreach (var _ in (int[])[1, 2])
        {
            using var part = await Refund(admin, invoice.Id, 10, key);
            part.StatusCode.ShouldBe(HttpStatusCode.OK, await part.Content.ReadAsStringAsync());
        }

        await _world.Settle();
        (await Refund(admin, invoice.Id, 10, reason: " ok ").Code()).ShouldBe("payments.reason_missing");
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
    [DataRow("USD", 9.99, 1.73, 333, 333, 333)]
    [DataRow("JPY", 1000.0, 91.0, 333, 333, 334)]
    public async Task Credit_InParts_GivesExactlyTheTaxesBack(string currency, double total, double tax, params int[] parts)
    {
        var person = await _world.Host.SignUp();
        await _world.Host.InScope(async services =>
        {
            var (unitOfWork, documents) = (services.GetRequiredService<UnitOfWork>(), services.GetRequiredService<IssueDocuments>());
            var buyer = (await services.GetRequiredService<IPersonDirectory>().Find(person.UserId)).ShouldNotBeNull();
            var (whole, taxes, id) = ((decimal)total, (decimal)tax, $"taxed_{currency}");
            var sale = new PaidSale(id, currency, whole, taxes, "", "", "", "", IsSimulated: true, [new("x", whole - taxes)], new(id, null, ""));
            (await unitOfWork.Run(ct => documents.Issue(buyer, sale, ct))).IsOk.ShouldBeTrue();
            var db = services.GetRequiredService<PaymentsDb>();
            var invoice = await db.Invoices.AsNoTracking().SingleAsync(one => one.StripeId == id);
            for (var i = 0; i < parts.Length; i++)
            {
                var refund = new Stripe.Refund
                {
                    Id = $"{id}_{i}",
                    Amount = parts[i],
                    Currency = StripeMoney.Code(Currency.Parse(currency).Value),
                };
                (await unitOfWork.Run(ct => documents.Credit(invoice, refund, ct))).IsOk.ShouldBeTrue();
            }

            var notes = await db.Invoices.AsNoTracking().Where(one => one.CreditsId == invoice.Id).ToListAsync();
            notes.Sum(note => note.Tax).ShouldBe(taxes);
            notes.Sum(note => note.Net).ShouldBe(whole - taxes);
            notes.ShouldAllBe(note => new Money(note.Tax, Currency.Parse(currency).Value).Round().Amount == note.Tax);
            return true;
        });
        await BooksAreRight();
    }

    [TestMethod]
    public async Task Erase_Buyer_KeepsTheDocumentsWithoutTheAccount()
    {
        var person = await _world.Subscriber("basic", trial: false);
        var invoice = (await Invoices(person)).Items.Single();
        var customer = await _world.CustomerOf(person);
        var before = await Row(invoice.Id);
        await _world.Host.InScope(async services =>
        {
            var unitOfWork = services.GetRequiredService<UnitOfWork>();
            await unitOfWork.Run(ct => services.GetRequiredService<PersonalDataSet>().Erase(person.UserId, ct));
            return true;
        });

        // What was issued is as it was, nothing leads from it to the account, and there is nothing in it that the register does not tell of.
        var kept = await Row(invoice.Id);
        before["user_id"].ShouldBe(person.UserId.ToString());
        kept.ShouldBe(
            before.ToDictionary(column => column.Key, column => column.Key is "user_id" or "subscription_id" or "covers_until" ? null : column.Value),
            ignoreOrder: true
        );
        kept.Where(column => column.Value is not null)
            .Select(column => column.Key)
            .ShouldBe(
                [
                    .. (string[])["id", "stripe_id", "kind", "series", "sequence", "language", "seller_name", "seller_place", "seller_tax_id"],
                    .. (string[])["buyer_name", "buyer_place", "buyer_country", "buyer_tax_id", "currency", "net", "tax", "total", "lines", "payment_id"],
                    .. (string[])["is_simulated", "issued_at"],
                ],
                ignoreOrder: true,
                "the law asks for no more, and the register tells of no more"
            );
        kept.Values.ShouldAllBe(value => value == null || (!value.Contains(customer) && !value.Contains(person.Email)));
        await NumbersAreWithoutGap();
    }

    [TestMethod]
    public async Task Export_HoldsTheInvoicesAndSaysWhatStays()
    {
        var person = await _world.Subscriber("basic", trial: false);
        var invoice = (await Invoices(person)).Items.Single();
        using var zip = new System.IO.Compression.ZipArchive(await person.Client.GetStreamAsync("/api/me/export"));
        var (number, total) = (invoice.Number[2..].TrimStart('0'), invoice.Total);
        var listed = System.Text.Json.JsonDocument.Parse(await zip.GetEntry("payments/invoices.json")!.OpenAsync()).RootElement[0];
        (listed.GetProperty("sequence").GetRawText(), listed.GetProperty("total").GetDecimal()).ShouldBe((number, total));
        using var about = new StreamReader(await zip.GetEntry("README.txt")!.OpenAsync());
        (await about.ReadToEndAsync()).ShouldContain(PaymentsKept.All.Single(kept => kept.Key == "payments.invoices").Remains!.Es);
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

    private static async Task<Dictionary<string, string?>> Row(Guid id)
    {
        var row = await Text($"select row_to_json(i)::text from payments.invoices i where id = '{id}'");
        return System
            .Text.Json.JsonDocument.Parse(row)
            .RootElement.EnumerateObject()
            .ToDictionary(column => column.Name, column => column.Value.ValueKind == System.Text.Json.JsonValueKind.Null ? null : column.Value.ToString());
    }

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
