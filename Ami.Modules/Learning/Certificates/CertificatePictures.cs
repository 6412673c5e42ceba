using Ami.Core.Documents;

namespace Ami.Modules.Learning;

/// <summary>Pictures of a certificate, and of what a badge stands for.</summary>
internal static class CertificatePictures
{
    public const string ContentType = "image/png";

    /// <summary>To be shared, where networks show a picture twice as wide as high.</summary>
    public static byte[] Share(Certificate certificate, Language language, PublicUrl publicUrl)
    {
        var (words, format) = (CertificateWords.In(language), new LocalFormat(language, TimeZoneInfo.Utc));
        return Pictures.Card(
            new PictureCard(words.Title, certificate.Holder, certificate.Title(language))
            {
                Notes = [$"{words.Issued} {format.Day(certificate.IssuedAt)}", publicUrl.Link(certificate.PagePath())],
            }
        );
    }

    /// <summary>The picture of a certificate's badge, with the course as it was called then.</summary>
    public static byte[] Badge(Certificate certificate, Language language) => Pictures.Badge(CertificateWords.In(language).Badge, certificate.Title(language));

    /// <summary>What badges refer to for good: courses get other titles, so it has none.</summary>
    public static byte[] Badge(Language language) => Pictures.Badge(CertificateWords.In(language).Title, CertificateWords.In(language).Badge);
}
