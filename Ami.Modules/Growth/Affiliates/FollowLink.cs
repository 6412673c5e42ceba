using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Ami.Modules.Growth;

/// <summary>
/// An affiliate's link. It counts a click of the day, and gives the browser a random token for as long as a click counts; a later click replaces it. Nothing is
/// kept of who clicked. A code that does not count looks the same.
/// </summary>
internal static class FollowLink
{
    private const string Next = "/sign-up";
    private const int TokenBytes = 24;

    public static string Path(string code) => $"/r/{code}";

    public static byte[] HashOf(string token) => SHA256.HashData(Encoding.UTF8.GetBytes(token));

    public static void Map(IEndpointRouteBuilder endpoints) =>
        endpoints.MapGet("/r/{code}", Handle).AllowAnonymous().ExcludeFromDescription().WithTags("Affiliates").WithName("FollowAffiliateLink");

    private static async Task<RedirectHttpResult> Handle(
        string code,
        HttpContext http,
        UnitOfWork unitOfWork,
        GrowthDb db,
        ClientQuota clients,
        AffiliateOptions options,
        TimeProvider time
    )
    {
        http.Response.Headers.CacheControl = "no-store";
        var written = code.ToUpperInvariant();
        var cancelled = http.RequestAborted;
        if (
            await db.Affiliates.Where(a => a.Code == written && a.State == AffiliateState.Active).Select(a => (Guid?)a.Id).SingleOrDefaultAsync(cancelled)
                is { } affiliate
            && await clients.Take("affiliate-links", ClientQuota.Links, cancelled) is null
        )
        {
            var (token, now) = (Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(TokenBytes)), time.GetUtcNow());
            await unitOfWork.Run(ct => Count(unitOfWork, affiliate, token, now, now + options.ClickWindow, ct), cancelled);
            http.Response.Cookies.Append(
                Newcomer.ReferralCookie,
                token,
                new CookieOptions
                {
                    HttpOnly = true,
                    SameSite = SameSiteMode.Lax,
                    Secure = http.Request.IsHttps,
                    Path = "/api/auth",
                    MaxAge = options.ClickWindow,
                }
            );
        }

        return TypedResults.Redirect(Next);
    }

    private static async Task Count(
        UnitOfWork unitOfWork,
        Guid affiliate,
        string token,
        DateTimeOffset now,
        DateTimeOffset expires,
        CancellationToken cancellationToken
    )
    {
        await using var day = unitOfWork.Command(
            """
            insert into growth.affiliate_days (affiliate_id, day, clicks) values ($1, $2, 1)
            on conflict (affiliate_id, day) do update set clicks = growth.affiliate_days.clicks + 1
            """
        );
        day.With(affiliate).With(DateOnly.FromDateTime(now.UtcDateTime));
        await day.ExecuteNonQueryAsync(cancellationToken);
        await using var click = unitOfWork.Command("insert into growth.affiliate_clicks (token_hash, affiliate_id, expires_at) values ($1, $2, $3)");
        click.With(HashOf(token)).With(affiliate).With(expires);
        await click.ExecuteNonQueryAsync(cancellationToken);
    }
}
