using Ami.Core.Documents;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Ami.Modules.Learning;

/// <summary>
/// What whoever has a certificate's code may ask for, without signing in. Nobody keeps the answers, so that one who looks again sees what was revoked
/// meanwhile; paper and pictures of a revoked one are made no more.
/// </summary>
internal static class PublicCertificates
{
    /// <summary>Looks from one address; enough for a class room behind one.</summary>
    private static readonly Quota Looks = Quota.PerMinute(120);

    /// <summary>The group that pages, papers and pictures are in: it limits how often one address may look.</summary>
    public static RouteGroupBuilder Group(IEndpointRouteBuilder endpoints, string prefix) => Group(endpoints, prefix, "certificates", isOpen: false);

    /// <summary>As <see cref="Group(IEndpointRouteBuilder, string)"/>, for what pages of other sites may ask for and show, also when it is refused.</summary>
    /// <param name="endpoints">Where.</param>
    /// <param name="prefix">Of its addresses.</param>
    /// <param name="counted">What is counted together; verifiers ask for lists and keys for each badge, which must not use up the looks at certificates.</param>
    public static RouteGroupBuilder OpenGroup(IEndpointRouteBuilder endpoints, string prefix, string counted) =>
        Group(endpoints, prefix, counted, isOpen: true);

    private static RouteGroupBuilder Group(IEndpointRouteBuilder endpoints, string prefix, string counted, bool isOpen)
    {
        var group = endpoints.MapGroup(prefix).AllowAnonymous().WithTags("Certificates");
        group.AddEndpointFilter(
            async (context, next) =>
            {
                var http = context.HttpContext;
                http.Response.Headers.CacheControl = "no-store";
                http.Response.Headers["X-Robots-Tag"] = "noindex, nofollow";
                if (isOpen)
                {
                    http.Response.Headers.AccessControlAllowOrigin = "*";
                    http.Response.Headers["Cross-Origin-Resource-Policy"] = "cross-origin";
                }

                var trustsLoopback = http.RequestServices.GetRequiredService<IConfiguration>().GetValue<bool>(ClientAddress.TrustLoopback);
                if (http.ClientIp()?.LimitedNetwork(trustsLoopback) is not { } network)
                {
                    return await next(context);
                }

                var limiter = http.RequestServices.GetRequiredService<QuotaLimiter>();
                var decision = await limiter.Take($"learning.{counted}:{network}", Looks, http.RequestAborted);
                return decision.Admitted ? await next(context) : CertificateErrors.TooManyLooks(decision.Wait).ToProblem();
            }
        );
        return group;
    }

    public static void Map(RouteGroupBuilder certificates)
    {
        certificates
            .MapGet("/{code}", Look)
            .WithName("GetCertificate")
            .WithSummary("All that a certificate says, and whether it counts, for whoever has its code.");
        certificates
            .MapGet("/{code}/certificate.pdf", Pdf)
            .WithUrgency(Urgency.Bulk)
            .Produces<Stream>(StatusCodes.Status200OK, PdfDocuments.ContentType)
            .WithName("GetCertificatePdf")
            .WithSummary("A certificate that counts as a PDF, in English or Spanish, with a QR code that leads to its page.");
        certificates
            .MapGet("/{code}/share.png", Share)
            .WithUrgency(Urgency.Bulk)
            .Produces<Stream>(StatusCodes.Status200OK, CertificatePictures.ContentType)
            .WithName("GetCertificatePicture")
            .WithSummary("A picture of a certificate that counts, 1200 by 630 pixels, to be shared.");
    }

    private static async Task<Results<Ok<CertificateView>, ProblemHttpResult>> Look(
        string code,
        Certificates certificates,
        CancellationToken cancellationToken
    ) =>
        await certificates.Find(code, cancellationToken) is { } found
            ? TypedResults.Ok(CertificateView.Of(found.Certificate, found.Course))
            : CertificateErrors.Unknown.ToProblem();

    private static async Task<Results<FileContentHttpResult, ProblemHttpResult>> Pdf(
        string code,
        Choice<Language>? language,
        Certificates certificates,
        PublicUrl publicUrl,
        CancellationToken cancellationToken
    )
    {
        if (!(await Valid(code, certificates, cancellationToken)).Try(out var certificate, out var refused))
        {
            return refused.ToProblem();
        }

        var document = CertificateDocument.Of(certificate, language?.Value ?? Language.En, publicUrl);
        return PdfDocuments
            .Write(document)
            .ToHttp(pdf => TypedResults.File(pdf, PdfDocuments.ContentType, $"ami-certificate-{CertificateCode.Shown(certificate.Code)}.pdf"));
    }

    private static async Task<Results<FileContentHttpResult, ProblemHttpResult>> Share(
        string code,
        Choice<Language>? language,
        Certificates certificates,
        PublicUrl publicUrl,
        CancellationToken cancellationToken
    ) =>
        (await Valid(code, certificates, cancellationToken)).ToHttp(certificate =>
            TypedResults.Bytes(CertificatePictures.Share(certificate, language?.Value ?? Language.En, publicUrl), CertificatePictures.ContentType)
        );

    /// <summary>The certificate with this code, if it counts.</summary>
    public static async Task<Result<Certificate>> Valid(string code, Certificates certificates, CancellationToken cancellationToken) =>
        await certificates.Find(code, cancellationToken) is not { Certificate: var certificate } ? CertificateErrors.Unknown
        : certificate.RevokedAt is not null ? CertificateErrors.Revoked
        : certificate;
}
