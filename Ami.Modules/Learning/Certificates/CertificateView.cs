namespace Ami.Modules.Learning;

/// <summary>All that a certificate says, for whoever has its code.</summary>
/// <param name="Code">In groups of four.</param>
/// <param name="Holder">The name as its owner gave it; nobody checked a document.</param>
/// <param name="Course">The course's name in addresses.</param>
/// <param name="TitleEs">What the course was called then, in Spanish.</param>
/// <param name="TitleEn">The same in English.</param>
/// <param name="Lessons">All that was done, in its order.</param>
/// <param name="Minutes">How long all of it takes, about.</param>
/// <param name="ExamPercent">What counted of the final exam; null where the course had none.</param>
/// <param name="IssuedAt">When it was issued.</param>
/// <param name="RevokedAt">Since when it does not count any more; null while it does.</param>
/// <param name="RevokedReason">Why.</param>
internal sealed record CertificateView(
    string Code,
    string Holder,
    string Course,
    string TitleEs,
    string TitleEn,
    IReadOnlyList<InBoth> Lessons,
    int Minutes,
    decimal? ExamPercent,
    DateTimeOffset IssuedAt,
    DateTimeOffset? RevokedAt,
    RevocationReason? RevokedReason
)
{
    public static CertificateView Of(Certificate certificate, string course) =>
        new(
            CertificateCode.Shown(certificate.Code),
            certificate.Holder,
            course,
            certificate.TitleEs,
            certificate.TitleEn,
            certificate.Lessons,
            certificate.Minutes,
            certificate.ExamPercent,
            certificate.IssuedAt,
            certificate.RevokedAt,
            certificate.RevokedReason
        );
}
