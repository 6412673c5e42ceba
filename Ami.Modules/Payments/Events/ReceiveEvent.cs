using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;
using Stripe;

namespace Ami.Modules.Payments;

/// <summary>
/// Where the payment provider calls. The body is read as it is, its signature is checked, and it is stored before it is answered; everything else happens later. A
/// second address takes the same, so that a second endpoint with another version of the API can run beside the first while one is moved.
/// </summary>
internal static class ReceiveEvent
{
    private const int MostBytes = 512 * 1024;
    private const string Header = "Stripe-Signature";

    /// <summary>How old a message may be, in seconds.</summary>
    private const long Tolerance = 300;

    public static void Map(IEndpointRouteBuilder payments)
    {
        foreach (var (path, name) in ((string, string)[])[("/webhook", "ReceiveStripeEvent"), ("/webhook/next", "ReceiveStripeEventBesides")])
        {
            payments
                .MapPost(path, Handle)
                .AllowAnonymous()
                .WithUrgency(Urgency.Urgent)
                .Accepts<Stream>("application/json")
                .WithMetadata(new BodyLimit())
                .WithName(name)
                .WithSummary("Takes an event of the payment provider, signed with one of the configured secrets.");
        }
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> Handle(
        HttpContext http,
        EventIntake intake,
        StripeOptions options,
        TimeProvider time,
        CancellationToken cancellationToken
    )
    {
        if (await Body(http.Request, cancellationToken) is not { } json || !IsSigned(json, http.Request.Headers[Header].ToString(), options, time))
        {
            return PaymentsErrors.SignatureInvalid.ToProblem();
        }

        if (intake.Read(json) is not { } row)
        {
            return PaymentsErrors.EventMalformed.ToProblem();
        }

        await intake.Store([row], cancellationToken);
        return TypedResults.NoContent();
    }

    /// <summary>One good signature by one of the secrets is enough: both may be in use while one is replaced.</summary>
    private static bool IsSigned(string json, string header, StripeOptions options, TimeProvider time)
    {
        var now = time.GetUtcNow().ToUnixTimeSeconds();
        // The library looks at the past alone; a message of the future would stay good for as long as it likes.
        if (SignedAt(header) is not { } at || at > now + Tolerance)
        {
            return false;
        }

        foreach (var secret in options.WebhookSecrets)
        {
            try
            {
                EventUtility.ValidateSignature(json, header, secret, Tolerance, now);
                return true;
            }
            catch (StripeException)
            {
                // Signed with another secret, or not at all.
            }
            catch (Exception e) when (e is FormatException or OverflowException or KeyNotFoundException or InvalidOperationException or ArgumentException)
            {
                // A header that is none.
            }
        }

        return false;
    }

    private static long? SignedAt(string header) =>
        header.Split(',').Select(part => part.Trim()).Where(part => part.StartsWith("t=", StringComparison.Ordinal)).ToList() is [var only]
        && long.TryParse(only.AsSpan(2), NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
            ? seconds
            : null;

    /// <returns>The body as text that has the same bytes, or null when it is too large or no text.</returns>
    private static async Task<string?> Body(HttpRequest request, CancellationToken cancellationToken)
    {
        if (request.ContentLength > MostBytes)
        {
            return null;
        }

        using var body = new MemoryStream();
        var buffer = new byte[16 * 1024];
        while (await request.Body.ReadAsync(buffer, cancellationToken) is > 0 and var read)
        {
            if (body.Length + read > MostBytes)
            {
                return null;
            }

            body.Write(buffer, 0, read);
        }

        try
        {
            var text = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true).GetString(body.GetBuffer(), 0, (int)body.Length);
            return text.Contains('\0', StringComparison.Ordinal) ? null : text;
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }

    private sealed class BodyLimit : IRequestSizeLimitMetadata
    {
        public long? MaxRequestBodySize => MostBytes + 1024;
    }
}
