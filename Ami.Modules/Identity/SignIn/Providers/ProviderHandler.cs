using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Security.Claims;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.OAuth;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Ami.Modules.Identity;

/// <summary>
/// The framework's OAuth handler, taught what is particular to each provider it has no handler for. State, correlation and PKCE are the framework's. It
/// leaves the <see cref="ExternalPerson"/> in the ticket's properties; <see cref="OAuthReturn"/> decides what becomes of them.
/// </summary>
internal sealed class ProviderHandler(IOptionsMonitor<ProviderOptions> options, ILoggerFactory logger, UrlEncoder encoder)
    : OAuthHandler<ProviderOptions>(options, logger, encoder)
{
    public const string PersonParameter = "person";
    private const string NonceItem = "nonce";
    private const int NonceBytes = 32;

    protected override async Task<HandleRequestResult> HandleRemoteAuthenticateAsync()
    {
        if (Options.Provider.PostsForm && HttpMethods.IsPost(Request.Method) && Request.HasFormContentType)
        {
            // The framework reads the answer from the query; this provider's browser posts it.
            var form = await Request.ReadFormAsync(Context.RequestAborted);
            Request.Query = new QueryCollection(form.ToDictionary(field => field.Key, field => field.Value));
        }
        return await base.HandleRemoteAuthenticateAsync();
    }

    protected override string BuildChallengeUrl(AuthenticationProperties properties, string redirectUri)
    {
        if (Options.Provider.KeysEndpoint.Length == 0)
        {
            return base.BuildChallengeUrl(properties, redirectUri);
        }

        var nonce = WebEncoders.Base64UrlEncode(RandomNumberGenerator.GetBytes(NonceBytes));
        properties.Items[NonceItem] = nonce;
        return QueryHelpers.AddQueryString(base.BuildChallengeUrl(properties, redirectUri), "nonce", nonce);
    }

    protected override Task<OAuthTokenResponse> ExchangeCodeAsync(OAuthCodeExchangeContext context)
    {
        // Options are shared; whichever exchange writes last, every value is good for minutes.
        if (Options.AppleKey is { } key)
        {
            Options.ClientSecret = key.ClientSecret(Options.ClientId, Options.Provider.Issuer, TimeProvider.GetUtcNow());
        }

        return base.ExchangeCodeAsync(context);
    }

    protected override async Task<AuthenticationTicket> CreateTicketAsync(
        ClaimsIdentity identity,
        AuthenticationProperties properties,
        OAuthTokenResponse tokens
    )
    {
        var person = Options.Provider.Name switch
        {
            "apple" => await FromIdentityToken(properties, tokens),
            "facebook" => ExternalPerson.FromFacebook(
                await Get(WithProof(Options.UserInformationEndpoint, tokens.AccessToken), tokens.AccessToken),
                Options.TrustEmail
            ),
            _ => ExternalPerson.FromGitHub(
                await Get(Options.UserInformationEndpoint, tokens.AccessToken),
                await Get(Options.Provider.EmailsEndpoint, tokens.AccessToken)
            ),
        };
        properties.SetParameter(PersonParameter, person);
        return new AuthenticationTicket(new ClaimsPrincipal(identity), properties, Scheme.Name);
    }

    private async Task<ExternalPerson> FromIdentityToken(AuthenticationProperties properties, OAuthTokenResponse tokens)
    {
        var token = tokens.Response?.RootElement.TryGetProperty("id_token", out var text) == true ? text.GetString() : null;
        var keys = await Get(Options.Provider.KeysEndpoint, null);
        var nonce = properties.Items.TryGetValue(NonceItem, out var sent) ? sent ?? "" : "";
        var claims = await IdentityToken.Check(token ?? "", keys, Options.Provider.Issuer, Options.ClientId, nonce, TimeProvider.GetUtcNow());
        return ExternalPerson.FromClaims(Options.Provider.Name, claims, PostedName());
    }

    /// <summary>Apple tells a name once, at the first sign-in, and through the browser: good enough to address somebody by.</summary>
    private string? PostedName()
    {
        if (Request.Query["user"].ToString() is not { Length: > 0 and < 2048 } text)
        {
            return null;
        }

        try
        {
            var user = JsonSerializer.Deserialize<AppleUser>(text, JsonSerializerOptions.Web);
            return $"{user?.Name?.FirstName} {user?.Name?.LastName}".Trim() is { Length: > 0 } name ? name : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>Shows that the call comes from the app's server (developers.facebook.com, "Securing Graph API calls").</summary>
    private string WithProof(string endpoint, string? accessToken)
    {
        var proof = HMACSHA256.HashData(Encoding.UTF8.GetBytes(Options.ClientSecret), Encoding.UTF8.GetBytes(accessToken ?? ""));
        return QueryHelpers.AddQueryString(endpoint, "appsecret_proof", Convert.ToHexStringLower(proof));
    }

    private async Task<JsonElement> Get(string endpoint, string? accessToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, endpoint);
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        if (accessToken is not null)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", accessToken);
        }

        using var response = await Backchannel.SendAsync(request, Context.RequestAborted);
        if (!response.IsSuccessStatusCode)
        {
            throw new ProviderFailure(string.Create(CultureInfo.InvariantCulture, $"{request.RequestUri?.Host} answered {(int)response.StatusCode}."));
        }

        return await response.Content.ReadFromJsonAsync<JsonElement>(Context.RequestAborted);
    }

    private sealed record AppleUser(AppleName? Name = null);

    private sealed record AppleName(string? FirstName = null, string? LastName = null);
}
