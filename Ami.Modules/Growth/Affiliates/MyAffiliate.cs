using System.Security.Claims;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Ami.Modules.Growth;

/// <summary>What an affiliate sees: how they stand, their link and figures, accounts that came by it, and each commission with why it waits.</summary>
internal static class MyAffiliate
{
    private static readonly ListOrder<CommissionRow> Commissions = new ListOrder<CommissionRow>(c => c.Id, "-createdAt").By("createdAt", c => c.CreatedAt);
    private static readonly ListOrder<AffiliateSignUp> SignUps = new ListOrder<AffiliateSignUp>(s => s.Id, "-signedUpAt").By("signedUpAt", s => s.SignedUpAt);

    /// <param name="SubscriptionRate">The share of what is paid for plans, from 0 to 1.</param>
    /// <param name="ProductRate">The share of what is bought once.</param>
    /// <param name="ClickDays">How long a click counts.</param>
    /// <param name="HoldDays">How long a commission waits.</param>
    /// <param name="EarningDays">How long after signing up what somebody pays earns.</param>
    internal sealed record AffiliateTerms(decimal SubscriptionRate, decimal ProductRate, int ClickDays, int HoldDays, int EarningDays)
    {
        public static AffiliateTerms Of(AffiliateOptions o) =>
            new(o.Rates.Subscription, o.Rates.Product, (int)o.ClickWindow.TotalDays, (int)o.Hold.TotalDays, (int)o.Earning.TotalDays);
    }

    /// <param name="Currency">ISO 4217.</param>
    /// <param name="Held">Waits.</param>
    /// <param name="Paid">Was paid out, less what was taken back.</param>
    /// <param name="Owed">To be taken from later commissions.</param>
    internal sealed record AffiliateMoney(string Currency, decimal Held, decimal Paid, decimal Owed);

    /// <param name="State">How far one is.</param>
    /// <param name="Reason">Why staff decided so.</param>
    /// <param name="Link">To pass on; null while one is not active.</param>
    /// <param name="UnderReview">Whether something is being looked at; commissions wait until then.</param>
    /// <param name="Clicks">How often the link was followed.</param>
    /// <param name="ClicksLately">In the last 30 days.</param>
    /// <param name="SignUps">Accounts that came by it and count.</param>
    /// <param name="Blocked">Accounts that came by it and do not.</param>
    /// <param name="Money">For each currency.</param>
    internal sealed record OwnAffiliate(
        AffiliateState State,
        string? Reason,
        string? Link,
        bool UnderReview,
        long Clicks,
        long ClicksLately,
        int SignUps,
        int Blocked,
        IReadOnlyList<AffiliateMoney> Money
    );

    /// <param name="Terms">What is paid, and when.</param>
    /// <param name="Own">How one stands; null before applying.</param>
    internal sealed record AffiliateView(AffiliateTerms Terms, OwnAffiliate? Own);

    /// <param name="Id">Its id.</param>
    /// <param name="SignedUpAt">When the account was made.</param>
    /// <param name="Blocked">Why it earns nothing; null when it does.</param>
    internal sealed record SignUpView(Guid Id, DateTimeOffset SignedUpAt, CommissionReason? Blocked);

    public static void Map(IEndpointRouteBuilder affiliate)
    {
        affiliate.MapGet("", Get).WithName("GetMyAffiliate").WithSummary("How the signed-in user stands as an affiliate.");
        affiliate.MapGet("/commissions", ListCommissions).WithName("ListMyCommissions").WithSummary("The signed-in user's commissions, newest first.");
        affiliate.MapGet("/sign-ups", ListSignUps).WithName("ListMySignUps").WithSummary("Accounts that came by the signed-in user's link, newest first.");
    }

    private static async Task<Ok<AffiliateView>> Get(
        ClaimsPrincipal user,
        GrowthDb db,
        PublicUrl publicUrl,
        AffiliateOptions options,
        TimeProvider time,
        CancellationToken cancellationToken
    )
    {
        var terms = AffiliateTerms.Of(options);
        if (await Own(db, user, cancellationToken) is not { } own)
        {
            return TypedResults.Ok(new AffiliateView(terms, null));
        }

        var since = DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime).AddDays(-29);
        var days = db.AffiliateDays.Where(d => d.AffiliateId == own.Id);
        var signUps = db.SignUps.Where(s => s.AffiliateId == own.Id);
        var money = await db
            .Commissions.Where(c => c.AffiliateId == own.Id && c.State != CommissionState.Blocked && c.State != CommissionState.Voided)
            .GroupBy(c => c.Currency)
            .OrderBy(g => g.Key)
            .Select(g => new AffiliateMoney(
                g.Key,
                g.Sum(c => c.State == CommissionState.Held ? c.Amount : 0),
                g.Sum(c => c.State != CommissionState.Held ? c.Amount + c.Outstanding : 0),
                g.Sum(c => c.Outstanding)
            ))
            .ToListAsync(cancellationToken);
        return TypedResults.Ok(
            new AffiliateView(
                terms,
                new OwnAffiliate(
                    own.State,
                    own.Reason,
                    own.State == AffiliateState.Active ? publicUrl.Link(FollowLink.Path(own.Code)) : null,
                    await IsUnderReview(db, own.Id, cancellationToken),
                    await days.SumAsync(d => (long)d.Clicks, cancellationToken),
                    await days.Where(d => d.Day >= since).SumAsync(d => (long)d.Clicks, cancellationToken),
                    await signUps.CountAsync(s => s.Blocked == null, cancellationToken),
                    await signUps.CountAsync(s => s.Blocked != null, cancellationToken),
                    money
                )
            )
        );
    }

    private static async Task<Results<Ok<Page<CommissionView>>, ProblemHttpResult>> ListCommissions(
        [AsParameters] PageRequest page,
        ClaimsPrincipal user,
        GrowthDb db,
        TimeProvider time,
        CancellationToken cancellationToken
    )
    {
        if (await Own(db, user, cancellationToken) is not { } own)
        {
            return AffiliateErrors.NotAffiliate.ToProblem();
        }

        var rows = db.Commissions.AsNoTracking().Where(c => c.AffiliateId == own.Id);
        return (await Commissions.Page(rows, page, CommissionView.Of(db, time.GetUtcNow()), cancellationToken)).ToHttp(TypedResults.Ok);
    }

    private static async Task<Results<Ok<Page<SignUpView>>, ProblemHttpResult>> ListSignUps(
        [AsParameters] PageRequest page,
        ClaimsPrincipal user,
        GrowthDb db,
        CancellationToken cancellationToken
    )
    {
        if (await Own(db, user, cancellationToken) is not { } own)
        {
            return AffiliateErrors.NotAffiliate.ToProblem();
        }

        var rows = db.SignUps.AsNoTracking().Where(s => s.AffiliateId == own.Id);
        return (await SignUps.Page(rows, page, s => new SignUpView(s.Id, s.SignedUpAt, s.Blocked), cancellationToken)).ToHttp(TypedResults.Ok);
    }

    private static Task<Affiliate?> Own(GrowthDb db, ClaimsPrincipal user, CancellationToken cancellationToken)
    {
        var userId = user.UserId();
        return db.Affiliates.AsNoTracking().SingleOrDefaultAsync(a => a.UserId == userId, cancellationToken);
    }

    private static Task<bool> IsUnderReview(GrowthDb db, Guid affiliateId, CancellationToken cancellationToken) =>
        db.Signals.AnyAsync(s => s.AffiliateId == affiliateId && s.State == SignalState.Open, cancellationToken);
}
