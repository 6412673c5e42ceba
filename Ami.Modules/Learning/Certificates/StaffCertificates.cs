using System.Linq.Expressions;
using Ami.Modules.Notifications.Contracts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Ami.Modules.Learning;

/// <summary>A certificate as staff see it.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Code">In groups of four.</param>
/// <param name="Holder">The name on it.</param>
/// <param name="UserId">Whose it is.</param>
/// <param name="TitleEs">What the course was called, in Spanish.</param>
/// <param name="TitleEn">The same in English.</param>
/// <param name="IssuedAt">When it was issued.</param>
/// <param name="RevokedAt">Since when it does not count.</param>
/// <param name="RevokedReason">Why, as everybody reads it.</param>
/// <param name="RevokedNote">What staff wrote for staff.</param>
internal sealed record CertificateRow(
    Guid Id,
    string Code,
    string Holder,
    Guid UserId,
    string TitleEs,
    string TitleEn,
    DateTimeOffset IssuedAt,
    DateTimeOffset? RevokedAt,
    RevocationReason? RevokedReason,
    string? RevokedNote
);

/// <summary>Certificates for staff. Revoking is final: whoever should have one gets another one. That it was misconduct may still come out later.</summary>
internal static class StaffCertificates
{
    /// <summary>Sent to whoever has it.</summary>
    public static MessageKind Revoked { get; } =
        new(
            "learning.certificate-revoked",
            new("Certificados tuyos que se revocan", "Certificates of yours that are revoked"),
            Channels.InApp | Channels.Email,
            new(
                "Tu certificado de «{course}» fue revocado",
                "Ya no cuenta, tampoco su insignia. Su página dice por qué. Lo que hiciste en el curso sigue ahí; si crees que es un error, escribe al equipo.",
                "Ver el motivo"
            ),
            new(
                "Your certificate of “{course}” was revoked",
                "It does not count any more, nor does its badge. Its page says why. What you did in the course is still there; if you think that it is a mistake, write to the team.",
                "See why"
            )
        );

    private static readonly ListOrder<Certificate> Order = new ListOrder<Certificate>(c => c.Id, "-issuedAt").By("issuedAt", c => c.IssuedAt);

    private static readonly Expression<Func<Certificate, CertificateRow>> Row = c => new CertificateRow(
        c.Id,
        CertificateCode.Shown(c.Code),
        c.Holder,
        c.UserId,
        c.TitleEs,
        c.TitleEn,
        c.IssuedAt,
        c.RevokedAt,
        c.RevokedReason,
        c.RevokedNote
    );

    /// <param name="Reason">Why; everybody who has the code reads it.</param>
    /// <param name="Note">For staff alone; may be empty.</param>
    internal sealed record RevokeRequest(RevocationReason Reason, string? Note = null);

    public static void Map(IEndpointRouteBuilder certificates)
    {
        certificates
            .MapGet("", Page)
            .RequirePermission(LearningPermissions.RevokeCertificates)
            .WithName("ListCertificates")
            .WithSummary("Certificates by the name on them, their course or their code.");
        certificates
            .MapPost("/{id:guid}/revoke", Revoke)
            .RequirePermission(LearningPermissions.RevokeCertificates)
            .WithName("RevokeCertificate")
            .WithSummary("Revokes a certificate and its badge, for good. One that was revoked for another reason can still be said to be misconduct.");
    }

    private static async Task<Results<Ok<Page<CertificateRow>>, ProblemHttpResult>> Page(
        string? q,
        [AsParameters] PageRequest page,
        LearningDb db,
        CancellationToken cancellationToken
    )
    {
        var certificates = db.Certificates.AsNoTracking();
        if (CertificateCode.Read(q?.Trim()) is { } code)
        {
            certificates = certificates.Where(c => c.Code == code);
        }
        else
        {
            foreach (var pattern in SearchText.Patterns(q))
            {
                certificates = certificates.Where(c => EF.Functions.Like(EF.Property<string>(c, Certificate.Search), pattern));
            }
        }

        return (await Order.Page(certificates, page, Row, cancellationToken)).ToHttp(TypedResults.Ok);
    }

    private static async Task<Results<Ok<CertificateRow>, ProblemHttpResult>> Revoke(
        Guid id,
        RevokeRequest request,
        UnitOfWork unitOfWork,
        LearningDb db,
        AuditLog audit,
        Messages messages,
        IPersonDirectory people,
        TimeProvider time,
        CancellationToken cancellationToken
    )
    {
        if (!StaffNote.Try(request.Note, out var note))
        {
            return CertificateErrors.NoteInvalid.ToProblem();
        }

        var revoked = await unitOfWork.Run<Result<CertificateRow>>(
            async ct =>
            {
                var (now, isMisconduct) = (time.GetUtcNow(), request.Reason == RevocationReason.Misconduct);
                var changed = await db
                    .Certificates.Where(c => c.Id == id && (c.RevokedAt == null || (isMisconduct && c.RevokedReason != RevocationReason.Misconduct)))
                    .ExecuteUpdateAsync(
                        set =>
                            set.SetProperty(c => c.RevokedAt, c => c.RevokedAt ?? (c.IssuedAt > now ? c.IssuedAt : now))
                                .SetProperty(c => c.RevokedReason, request.Reason)
                                .SetProperty(c => c.RevokedNote, c => note ?? c.RevokedNote),
                        ct
                    );
                if (
                    await db.Certificates.AsNoTracking().Where(c => c.Id == id).Select(c => new { c.StatusIndex, c.UserId }).SingleOrDefaultAsync(ct)
                    is not { } one
                )
                {
                    return CertificateErrors.Unknown;
                }

                if (changed == 0)
                {
                    return CertificateErrors.AlreadyRevoked;
                }

                await db.Database.ExecuteSqlAsync(
                    $"insert into learning.withdrawn_badges (status_index) values ({one.StatusIndex}) on conflict do nothing",
                    ct
                );
                // About the person, so that the note goes with their account.
                audit.Append(
                    new AuditEntry("learning.certificate-revoked", "user", one.UserId.ToString())
                    {
                        After = new
                        {
                            certificate = id,
                            request.Reason,
                            note,
                        },
                    }
                );
                var row = await db.Certificates.AsNoTracking().Where(c => c.Id == id).Select(Row).SingleAsync(ct);
                if (await people.Find(one.UserId, ct) is { } holder)
                {
                    var course = holder.Language == Language.Es ? row.TitleEs : row.TitleEn;
                    messages.Send(Revoked, one.UserId, new Dictionary<string, string> { ["course"] = course }, $"/certificates/{row.Code}");
                }

                return row;
            },
            cancellationToken
        );
        return revoked.ToHttp(TypedResults.Ok);
    }
}
