using System.Security.Claims;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Ami.Modules.Learning;

/// <summary>Getting a certificate, and one's own ones.</summary>
internal static class OwnCertificates
{
    /// <param name="Holder">One's name, as it is to stand on it.</param>
    internal sealed record CertificateRequest(string Holder);

    /// <param name="Certificates">The newest first, revoked ones too.</param>
    internal sealed record MyCertificates(IReadOnlyList<CertificateView> Certificates);

    public static void Map(IEndpointRouteBuilder endpoints)
    {
        endpoints
            .MapPost("/api/courses/{course}/certificate", Issue)
            .RequireAuthorization()
            .RefuseImpersonation()
            .WithTags("Certificates")
            .WithName("IssueCertificate")
            .WithSummary(
                "Issues the signed-in user's certificate of a course that they have done all of; again, it gives the same one. One in another name is refused with `current`."
            );
        endpoints
            .MapGet("/api/me/certificates", Mine)
            .RequireAuthorization()
            .WithTags("Certificates")
            .WithName("MyCertificates")
            .WithSummary("The signed-in user's certificates, revoked ones too.");
    }

    private static async Task<Results<Created<CertificateView>, Ok<CertificateView>, ProblemHttpResult>> Issue(
        Guid course,
        CertificateRequest request,
        ClaimsPrincipal user,
        Certificates certificates,
        CancellationToken cancellationToken
    )
    {
        var issued = await certificates.Issue(course, request.Holder, user, cancellationToken);
        return issued.ToHttp(one => one.View).Result switch
        {
            ProblemHttpResult refused => refused,
            Ok<CertificateView> { Value: { } view } when issued.Thing is { IsNew: true } => TypedResults.Created($"/api/certificates/{view.Code}", view),
            Ok<CertificateView> known => known,
            var other => throw new InvalidOperationException($"{other.GetType().Name} is no answer to this."),
        };
    }

    private static async Task<Ok<MyCertificates>> Mine(ClaimsPrincipal user, Certificates certificates, CancellationToken cancellationToken) =>
        TypedResults.Ok(new MyCertificates(await certificates.Of(user.UserId(), cancellationToken)));
}
