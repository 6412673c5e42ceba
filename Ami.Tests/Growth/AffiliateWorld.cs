using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using Ami.Modules.Growth;
using Ami.Modules.Identity.Contracts;
using Ami.Modules.Payments;
using Ami.Modules.Payments.Contracts;
using Ami.TestKit;
using Ami.Tests.Payments;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace Ami.Tests.Growth;

/// <summary>The API with the simulated payment provider, affiliates, and one thing that costs 33.33.</summary>
internal sealed class AffiliateWorld : IAsyncDisposable
{
    private readonly PaidWorld _paid;
    private int _names;

    private AffiliateWorld(PaidWorld paid, SignedIn admin) => (_paid, Admin) = (paid, admin);

    public SignedIn Admin { get; }

    public ApiHost Host => _paid.Host;

    public static async Task<AffiliateWorld> Start()
    {
        var paid = await PaidWorld.Start(
            new() { ["Growth:Affiliates:ManySignUps"] = "3" },
            services => services.AddScoped<IProductSource, Seller>().AddSingleton<ReleaseCommissions>()
        );
        return new AffiliateWorld(paid, await paid.Host.SignUpStaff("admin"));
    }

    /// <summary>A name that looks like no other one.</summary>
    public string Address() =>
        $"{string.Concat(Interlocked.Increment(ref _names).ToString(CultureInfo.InvariantCulture).Select(digit => (char)('a' + digit - '0')))}@people.example";

    /// <summary>A member whom staff made an affiliate.</summary>
    public async Task<(SignedIn Person, string Code)> Affiliate(string? email = null)
    {
        var person = await Host.SignUp(email ?? Address());
        await Execute("update identity.users set email_confirmed = true where id = $1", person.UserId);
        using var asked = await person.Client.PostAsJsonAsync("/api/affiliate", new { about = "My blog", termsAccepted = true });
        asked.StatusCode.ShouldBe(HttpStatusCode.NoContent, await asked.Content.ReadAsStringAsync());
        var row = (await Rows()).Single(one => one.UserId == person.UserId);
        (await Decide(row, AffiliateDecision.Approve, null)).StatusCode.ShouldBe(HttpStatusCode.OK);
        return (person, row.Code);
    }

    public async Task<IReadOnlyList<AffiliateRow>> Rows() => (await (await Staff()).Client.Get<Page<AffiliateRow>>("/api/admin/affiliates?limit=200")).Items;

    public async Task<HttpResponseMessage> Decide(AffiliateRow row, AffiliateDecision decision, string? reason) =>
        await (await Staff()).Client.PutAsJsonAsync(
            $"/api/admin/affiliates/{row.Id}/decision",
            new
            {
                decision,
                reason,
                row.Version,
            },
            Answers.Json
        );

    /// <summary>The administrator, whose sign-in may have grown old.</summary>
    public Task<SignedIn> Staff() => ApiHost.SignIn(Admin);

    /// <summary>What a browser has of its last click; null when it got nothing.</summary>
    public static async Task<string?> Click(ApiHost host, string code)
    {
        using var answer = await host.Anonymous().GetAsync($"/r/{code}");
        answer.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        answer.Headers.Location?.OriginalString.ShouldBe("/sign-up");
        return answer.Headers.TryGetValues("Set-Cookie", out var cookies)
            ? cookies.Single(cookie => cookie.StartsWith(Newcomer.ReferralCookie, StringComparison.Ordinal)).Split(';')[0]
            : null;
    }

    /// <summary>Somebody who signs up with what a click left.</summary>
    public async Task<SignedIn> Come(string? cookie, string? email = null)
    {
        email ??= Address();
        (await Register(Host, email, cookie)).ShouldBe(HttpStatusCode.Created);
        return await ApiHost.SignIn(new SignedIn(Host.Anonymous(), await IdOf(email), email, ""));
    }

    public static async Task<HttpStatusCode> Register(ApiHost host, string email, string? cookie)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/auth/register")
        {
            Content = JsonContent.Create(
                new
                {
                    email,
                    password = ApiHost.Password,
                    displayName = "Newcomer",
                    language = "en",
                    timeZone = "UTC",
                }
            ),
        };
        if (cookie is not null)
        {
            request.Headers.Add("Cookie", cookie);
        }

        using var answer = await host.Anonymous().SendAsync(request);
        return answer.StatusCode;
    }

    /// <summary>Buys the thing for 33.33; gives the sale.</summary>
    public async Task<Guid> Buy(SignedIn person, string card = "4242424242424242")
    {
        var fresh = await ApiHost.SignIn(person);
        var page = await PaidWorld
            .Send(
                fresh,
                "purchases",
                new
                {
                    kind = "thing",
                    id = Guid.CreateVersion7().ToString("N"),
                    currency = "USD",
                }
            )
            .Read<ProviderPage>();
        await _paid.Stripe.Pay(page.Url, card);
        await _paid.Settle();
        return (await fresh.Client.Get<Page<InvoiceView>>("/api/payments/invoices")).Items[0].Id;
    }

    /// <summary>Pays into the wallet.</summary>
    public async Task PayIn(SignedIn person, decimal amount, string card) => await _paid.PayIn(await ApiHost.SignIn(person), amount, card);

    /// <summary>The provider's fingerprint of the card that somebody paid with last.</summary>
    public async Task<string> Fingerprint(Guid userId)
    {
        var customer = (string?)await Scalar("select customer_id from payments.customers where user_id = $1", userId);
        var charges = await _paid.Stripe.Client.V1.Charges.ListAsync(new() { Customer = customer });
        return charges.Data[0].PaymentMethodDetails.Card.Fingerprint;
    }

    public async Task Refund(Guid sale, decimal? amount)
    {
        using var answer = await (await Staff()).Client.PostOnce($"/api/admin/payments/invoices/{sale}/refund", new { amount, reason = "Not as expected." });
        answer.StatusCode.ShouldBe(HttpStatusCode.OK, await answer.Content.ReadAsStringAsync());
        await _paid.Settle();
    }

    /// <summary>What is known of a dispute by now, without a word of it to anybody.</summary>
    public Task Dispute(Guid sale, string status, decimal amount) =>
        Execute(
            """
            insert into payments.disputes (id, stripe_id, payment_id, status, reason, currency, amount, fetch_seq, created_at)
            select $1, $2, payment_id, $3, 'fraudulent', currency, $4, 1, now() from payments.invoices where id = $5
            """,
            Guid.CreateVersion7(),
            $"du_{sale:N}",
            status,
            amount,
            sale
        );

    /// <summary>Banks refuse refunds of cards that do so, a day after they had gone through.</summary>
    public async Task RefundsFail()
    {
        Host.Time.Advance(TimeSpan.FromDays(1.1));
        _paid.Stripe.Time.Advance(TimeSpan.FromDays(1.1));
        _paid.Stripe.Bill();
        await _paid.Settle();
    }

    /// <summary>The bank decides about the one dispute that is open.</summary>
    public async Task CloseDispute(bool won)
    {
        var open = (await _paid.Stripe.Client.V1.Disputes.ListAsync(new() { Limit = 10 })).Data.Single(dispute => dispute.Status is not ("won" or "lost"));
        using var closed = await _paid.Stripe.Control.PostAsJsonAsync($"/simulator/disputes/{open.Id}/close", new { won });
        closed.IsSuccessStatusCode.ShouldBeTrue(await closed.Content.ReadAsStringAsync());
        await _paid.Settle();
    }

    /// <summary>Lets time pass, and what is due be paid out.</summary>
    public async Task Pass(TimeSpan time)
    {
        Host.Time.Advance(time);
        _paid.Stripe.Time.Advance(time);
        await Host.Services.GetRequiredService<ReleaseCommissions>().Run(new JobRun("release", NullLogger.Instance), CancellationToken.None);
        await Host.DispatchEvents();
    }

    /// <summary>See <see cref="PaidWorld.Meanwhile"/>.</summary>
    public Task Meanwhile(
        Func<IServiceProvider, CancellationToken, Task> first,
        Func<ApiHost, Task> second,
        Func<IServiceProvider, CancellationToken, Task>? then = null
    ) => _paid.Meanwhile(first, second, then);

    public static async Task<IReadOnlyList<CommissionView>> Commissions(SignedIn affiliate) =>
        (await (await ApiHost.SignIn(affiliate)).Client.Get<Page<CommissionView>>("/api/affiliate/commissions")).Items;

    public static async Task<MyAffiliate.OwnAffiliate> View(SignedIn affiliate) =>
        (await (await ApiHost.SignIn(affiliate)).Client.Get<MyAffiliate.AffiliateView>("/api/affiliate")).Own.ShouldNotBeNull();

    /// <summary>What somebody has, posted and promised.</summary>
    public Task<(decimal Posted, decimal Promised)> Cash(Guid userId) =>
        Host.InScope(async services =>
        {
            var account = LedgerAccount.OfPerson(userId, ChartOfAccounts.RealCash, Currency.Usd);
            var balance = await services.GetRequiredService<Ledger>().Balance(account);
            return balance.IsOk ? (balance.Value.Posted.Amount, balance.Value.CreditsPending.Amount) : (0m, 0m);
        });

    /// <summary>The money goes elsewhere, as with a withdrawal.</summary>
    public Task Spend(Guid userId, decimal amount) =>
        Host.InScope(async services =>
        {
            var unitOfWork = services.GetRequiredService<UnitOfWork>();
            var (ledger, outside) = (services.GetRequiredService<Ledger>(), new LedgerAccount(userId, ChartOfAccounts.RealOutside, Currency.Usd));
            var cash = LedgerAccount.OfPerson(userId, ChartOfAccounts.RealCash, Currency.Usd);
            await unitOfWork.Run(async ct =>
            {
                await ledger.Open([outside], ct);
                var step = new LedgerTransfer(Guid.CreateVersion7(), cash.Id, outside.Id, Money.Usd(amount), "spent", userId, Host.Time.GetUtcNow());
                (await ledger.Post([step], ct)).IsOk.ShouldBeTrue();
            });
            return true;
        });

    /// <summary>Tells again of a sale, as an outbox may.</summary>
    public async Task Tell(Guid sale, Guid buyer, int times)
    {
        await Host.InScope(async services =>
        {
            var unitOfWork = services.GetRequiredService<UnitOfWork>();
            await unitOfWork.Run(_ =>
            {
                for (var i = 0; i < times; i++)
                {
                    unitOfWork.Publish(new SaleChanged(sale, buyer));
                }

                return Task.CompletedTask;
            });
            return true;
        });
        await Host.DispatchEvents();
    }

    public async Task<Guid> IdOf(string email) =>
        (Guid)(await Scalar("select id from identity.users where email = $1", email) ?? throw new InvalidOperationException(email));

    public async Task<object?> Scalar(string sql, params object[] values)
    {
        await using var source = NpgsqlDataSource.Create(Host.Database.Owner);
        await using var command = source.CreateCommand(sql);
        foreach (var value in values)
        {
            command.With(value);
        }

        return await command.ExecuteScalarAsync();
    }

    public Task Execute(string sql, params object[] values) => Scalar(sql, values);

    public ValueTask DisposeAsync() => _paid.DisposeAsync();

    private sealed class Seller : IProductSource
    {
        public string Kind => "thing";

        public Task<ProductOffer?> Find(string id, CancellationToken cancellationToken = default) =>
            Task.FromResult<ProductOffer?>(new ProductOffer(new("thing", id), "Cosa", "Thing", [Money.Usd(33.33m)]));
    }
}
