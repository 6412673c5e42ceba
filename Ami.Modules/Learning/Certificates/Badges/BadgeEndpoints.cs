using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Ami.Modules.Learning;

/// <summary>What programs of others ask for to verify badges. Anybody may; a browser's page of another site too, which is where verifiers run.</summary>
internal static class BadgeEndpoints
{
    /// <summary>The type of a signed credential (W3C Verifiable Credentials 2.0, 6.1).</summary>
    private const string CredentialType = "application/vc";

    /// <summary>Nothing but quotes and backslashes is escaped: it is no part of a page.</summary>
    private static readonly JsonSerializerOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, WriteIndented = true };

    /// <summary>The badges themselves.</summary>
    public static void Map(RouteGroupBuilder root)
    {
        root.MapGet("/api/certificates/{code}/badge.json", Badge)
            .Produces<JsonObject>(StatusCodes.Status200OK, CredentialType)
            .WithName("GetBadge")
            .WithSummary("A certificate as an Open Badges 3.0 credential, signed. One that was revoked says so by its status.");
        root.MapGet("/api/certificates/{code}/badge.png", Baked)
            .WithUrgency(Urgency.Bulk)
            .Produces<Stream>(StatusCodes.Status200OK, CertificatePictures.ContentType)
            .WithName("GetBakedBadge")
            .WithSummary("The badge's picture with the signed credential in it.");
        root.MapGet("/api/courses/{course}/badge.png", Picture)
            .WithUrgency(Urgency.Bulk)
            .Produces<Stream>(StatusCodes.Status200OK, CertificatePictures.ContentType)
            .WithName("GetBadgePicture")
            .WithSummary("The picture of a course's badge. It says no title: badges refer to it for good.");
    }

    /// <summary>What a program asks for with every badge that it verifies.</summary>
    public static void MapChecks(RouteGroupBuilder root)
    {
        root.MapGet("/api/certificates/status/{list:long}", Status)
            .Produces<JsonObject>(StatusCodes.Status200OK, CredentialType)
            .WithName("GetBadgeStatusList")
            .WithSummary("Which badges count no more, as a signed list of bits.");
        root.MapGet("/.well-known/did.json", Identity).WithName("GetIssuer").WithSummary("Who signs badges, with the public keys (did:web).");
    }

    private static async Task<Results<ContentHttpResult, ProblemHttpResult>> Badge(
        string code,
        Choice<Language>? language,
        Certificates certificates,
        Badges badges,
        CancellationToken cancellationToken
    )
    {
        if (await certificates.Find(code, cancellationToken) is not { } found)
        {
            return CertificateErrors.Unknown.ToProblem();
        }

        return Credential(await badges.Of(found.Certificate, found.Course, language?.Value ?? Language.En, cancellationToken));
    }

    private static async Task<Results<FileContentHttpResult, ProblemHttpResult>> Baked(
        string code,
        Choice<Language>? language,
        Certificates certificates,
        Badges badges,
        CancellationToken cancellationToken
    )
    {
        if (await certificates.Find(code, cancellationToken) is not { } found)
        {
            return CertificateErrors.Unknown.ToProblem();
        }

        if (found.Certificate.RevokedAt is not null)
        {
            return CertificateErrors.Revoked.ToProblem();
        }

        var into = language?.Value ?? Language.En;
        var badge = await badges.Of(found.Certificate, found.Course, into, cancellationToken);
        var png = BakedPicture.Of(CertificatePictures.Badge(found.Certificate, into), badge.ToJsonString(Json));
        return TypedResults.Bytes(png, CertificatePictures.ContentType);
    }

    private static async Task<Results<ContentHttpResult, ProblemHttpResult>> Status(long list, Badges badges, CancellationToken cancellationToken) =>
        await badges.Status(list, cancellationToken) is { } credential ? Credential(credential) : CertificateErrors.StatusListUnknown.ToProblem();

    private static async Task<Results<FileContentHttpResult, ProblemHttpResult>> Picture(
        string course,
        Choice<Language>? language,
        HttpContext http,
        LearningDb db,
        CancellationToken cancellationToken
    )
    {
        if (!await db.Courses.AnyAsync(c => c.Slug == course, cancellationToken))
        {
            return LearningErrors.CourseUnknown.ToProblem();
        }

        http.Response.Headers.CacheControl = "public, max-age=86400";
        return TypedResults.Bytes(CertificatePictures.Badge(language?.Value ?? Language.En), CertificatePictures.ContentType);
    }

    private static async Task<ContentHttpResult> Identity(HttpContext http, Badges badges, CancellationToken cancellationToken)
    {
        // For minutes alone: a key that leaked must soon be nobody's.
        http.Response.Headers.CacheControl = "public, max-age=300";
        return Credential(await badges.Identity(cancellationToken), "application/did+json");
    }

    private static ContentHttpResult Credential(JsonObject credential, string type = CredentialType) => TypedResults.Text(credential.ToJsonString(Json), type);
}
