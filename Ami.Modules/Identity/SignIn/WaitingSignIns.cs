using System.Buffers.Text;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Http;
using Npgsql;

namespace Ami.Modules.Identity;

/// <summary>
/// Sign-ins whose first factor was right and that wait for the second. The browser holds a secret of 256 bits in a cookie that only reaches the second
/// factor's endpoints; it is good for a few minutes, a few tries and one sign-in.
/// </summary>
internal sealed class WaitingSignIns(UnitOfWork unitOfWork, NpgsqlDataSource dataSource, IHttpContextAccessor http, TimeProvider time)
{
    public const string CookieName = "ami_second_step";

    /// <summary>How long a person may take to find their phone.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(10);

    /// <summary>Codes that may be tried before the first factor must be shown again.</summary>
    public const int MaxTries = 5;

    private const int Bytes = 32;

    /// <summary>Lets the current browser go on to the second step. Inside a unit of work.</summary>
    public async Task Begin(Guid userId, string method, CancellationToken cancellationToken)
    {
        var context = http.HttpContext ?? throw new InvalidOperationException("Only a request can sign in.");
        var now = time.GetUtcNow();
        var secret = RandomNumberGenerator.GetBytes(Bytes);
        await using var command = unitOfWork.Command(
            "insert into identity.second_steps (id, user_id, hash, method, created_at, expires_at) values ($1, $2, $3, $4, $5, $6)"
        );
        command.With(TimeOrderedId.New(now)).With(userId).With(SHA256.HashData(secret)).With(method).With(now).With(now + Lifetime);
        await command.ExecuteNonQueryAsync(cancellationToken);
        context.Response.Cookies.Append(CookieName, Base64Url.EncodeToString(secret), Options(context, Lifetime));
    }

    /// <summary>The waiting sign-in of the current browser, with one try used up; null when there is none any more. Commits at once.</summary>
    public async Task<WaitingSignIn?> Try(CancellationToken cancellationToken)
    {
        if (http.HttpContext?.Request.Cookies[CookieName] is not { Length: 43 } text || !Base64Url.IsValid(text))
        {
            return null;
        }

        await using var command = dataSource.CreateCommand(
            """
            update identity.second_steps set tries = tries + 1 where hash = $1 and expires_at > $2 and tries < $3 returning id, user_id, method
            """
        );
        command.With(SHA256.HashData(Base64Url.DecodeFromChars(text))).With(time.GetUtcNow()).With(MaxTries);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        return await reader.ReadAsync(cancellationToken) ? new WaitingSignIn(reader.GetGuid(0), reader.GetGuid(1), reader.GetString(2)) : null;
    }

    /// <summary>Uses the waiting sign-in up; false when somebody else just did, or it was called off. Inside a unit of work.</summary>
    public async Task<bool> Finish(WaitingSignIn step, CancellationToken cancellationToken)
    {
        await using var command = unitOfWork.Command("delete from identity.second_steps where id = $1");
        command.With(step.Id);
        return await command.ExecuteNonQueryAsync(cancellationToken) == 1;
    }

    public void ClearCookie()
    {
        if (http.HttpContext is { } context)
        {
            context.Response.Cookies.Delete(CookieName, Options(context, null));
        }
    }

    private static CookieOptions Options(HttpContext context, TimeSpan? maxAge) =>
        new()
        {
            HttpOnly = true,
            SameSite = SameSiteMode.Strict,
            Secure = context.Request.IsHttps,
            Path = "/api/auth/2fa",
            MaxAge = maxAge,
            IsEssential = true,
        };
}

/// <summary>A sign-in that waits for its second factor.</summary>
/// <param name="Id">Which.</param>
/// <param name="UserId">Whose.</param>
/// <param name="Method">How the first factor was shown.</param>
internal sealed record WaitingSignIn(Guid Id, Guid UserId, string Method);
