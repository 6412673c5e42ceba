using System.Collections.Concurrent;
using System.Net;
using System.Security.Claims;
using System.Security.Cryptography;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Ami.Modules.Workers;

/// <summary>
/// Signs a worker in by its key in <c>X-Api-Key</c>. The key is looked up at every request, so revoking it works at once. Never the default scheme: a key opens
/// only what asks for one (<see cref="WorkerAccess"/>), and what asks for one is open to nothing else.
/// </summary>
internal sealed class ApiKeyHandler(
    IOptionsMonitor<AuthenticationSchemeOptions> options,
    ILoggerFactory logger,
    UrlEncoder encoder,
    KnownKeys known,
    RefusedAddresses refusals
) : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    public new const string Scheme = WorkerAccess.Scheme;
    public const string Header = "X-Api-Key";
    private static readonly byte[] NoHash = new byte[SHA256.HashSizeInBytes];

    private Error _refusal = ApiKeyErrors.Missing;

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        var header = Request.Headers[Header];
        if (header.Count == 0)
        {
            return AuthenticateResult.NoResult();
        }

        if (header.Count > 1 || ApiKeyText.Parse(header.ToString()) is not { } presented)
        {
            return Refuse(ApiKeyErrors.Invalid);
        }

        var row = await known.Find(presented.LookupId, Context.RequestAborted);
        var now = TimeProvider.GetUtcNow();
        // Both comparisons are always made, and take the same time wherever they differ.
        var isCurrent = CryptographicOperations.FixedTimeEquals(presented.Hash, row?.Hash ?? NoHash);
        var isPrevious = CryptographicOperations.FixedTimeEquals(presented.Hash, row?.PreviousHash ?? NoHash) && row?.PreviousUntil > now;
        if (row is null || !(isCurrent || isPrevious))
        {
            return Refuse(ApiKeyErrors.Invalid);
        }

        if (row.RevokedAt is not null)
        {
            return Refuse(ApiKeyErrors.Revoked);
        }

        if (row.ExpiresAt <= now)
        {
            return Refuse(ApiKeyErrors.Expired);
        }

        var address = Context.ClientIp();
        if (!AddressRange.Allows(row.Addresses, address))
        {
            await refusals.Remember(Context, row.Id, address, now);
            return Refuse(ApiKeyErrors.AddressNotAllowed);
        }

        await known.Used(row, address, now, Context.RequestAborted);
        var identity = new ClaimsIdentity(Scheme);
        identity.AddClaim(new Claim(WorkerAccess.KeyClaim, row.Id.ToString()));
        identity.AddClaim(new Claim(WorkerAccess.LimitClaim, row.RequestsPerMinute.ToString(System.Globalization.CultureInfo.InvariantCulture)));
        foreach (var scope in row.Scopes)
        {
            identity.AddClaim(new Claim(WorkerAccess.ScopeClaim, scope));
        }

        return AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(identity), Scheme));
    }

    protected override async Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        await HandleAuthenticateOnceSafeAsync();
        if (_refusal.Kind == ErrorKind.Unauthenticated)
        {
            Response.Headers.WWWAuthenticate = "ApiKey";
        }

        await _refusal.ToProblem().ExecuteAsync(Context);
    }

    protected override Task HandleForbiddenAsync(AuthenticationProperties properties) => ApiKeyErrors.ScopeMissing.ToProblem().ExecuteAsync(Context);

    private AuthenticateResult Refuse(Error why)
    {
        _refusal = why;
        return AuthenticateResult.Fail(why.Code);
    }
}

/// <summary>A good key used from the wrong place may be a stolen one: the audit log tells, at most once in ten minutes for each key and address.</summary>
internal sealed class RefusedAddresses
{
    private const int MaxRemembered = 1000;
    private static readonly TimeSpan Quiet = TimeSpan.FromMinutes(10);
    private readonly ConcurrentDictionary<(Guid Key, IPAddress? Address), DateTimeOffset> _told = new();

    public async Task Remember(Microsoft.AspNetCore.Http.HttpContext context, Guid keyId, IPAddress? address, DateTimeOffset now)
    {
        if (_told.Count > MaxRemembered)
        {
            _told.Clear();
        }

        if (_told.TryGetValue((keyId, address), out var last) && now - last < Quiet)
        {
            return;
        }

        _told[(keyId, address)] = now;
        await context
            .RequestServices.GetRequiredService<AuditLog>()
            .Write(
                new AuditEntry("identity.api-key-refused", "api-key", keyId.ToString()) { Succeeded = false, After = new { reason = "address" } },
                context.RequestAborted
            );
    }
}
