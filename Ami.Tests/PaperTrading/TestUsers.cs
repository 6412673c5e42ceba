using System.Net.Http.Headers;
using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Ami.Tests.PaperTrading;

/// <summary>Signs a request in as the user whose id its Authorization header carries: these tests are about trading, and make many users.</summary>
internal sealed class TestUsers(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    private const string SchemeName = "TestUser";

    public static void Add(IServiceCollection services)
    {
        services.AddAuthentication().AddScheme<AuthenticationSchemeOptions, TestUsers>(SchemeName, null);
        services.PostConfigure<AuthenticationOptions>(o =>
            (o.DefaultScheme, o.DefaultAuthenticateScheme, o.DefaultChallengeScheme) = (SchemeName, SchemeName, SchemeName)
        );
    }

    public static AuthenticationHeaderValue Header(Guid userId) => new(SchemeName, userId.ToString());

    protected override Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (!AuthenticationHeaderValue.TryParse(Request.Headers.Authorization, out var header) || header.Scheme != SchemeName)
        {
            return Task.FromResult(AuthenticateResult.NoResult());
        }

        var identity = new ClaimsIdentity([new Claim(CurrentUser.IdClaim, header.Parameter ?? string.Empty)], SchemeName);
        return Task.FromResult(AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(identity), SchemeName)));
    }
}
