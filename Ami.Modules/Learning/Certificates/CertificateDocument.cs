using Ami.Core.Documents;

namespace Ami.Modules.Learning;

/// <summary>A certificate on paper. It sends whoever holds it to the page that counts.</summary>
internal static class CertificateDocument
{
    public static Document Of(Certificate certificate, Language language, PublicUrl publicUrl)
    {
        var (words, format) = (CertificateWords.In(language), new LocalFormat(language, TimeZoneInfo.Utc));
        var (code, url) = (CertificateCode.Shown(certificate.Code), publicUrl.Link(certificate.PagePath()));
        return new Document(words.Title, language, TimeZoneInfo.Utc, certificate.IssuedAt)
        {
            Blocks =
            [
                new Paragraph(words.Confirms),
                new Display(certificate.Holder),
                new Paragraph(words.Completed(certificate.Title(language))),
                new KeyFigures([
                    new(words.Issued, format.Day(certificate.IssuedAt)),
                    new(words.Lessons, format.Number(certificate.Lessons.Length, "N0")),
                    new(words.Hours, words.Duration(certificate.Minutes)),
                    .. certificate.Exam(format) is { } exam ? (KeyFigure[])[new(words.Exam, exam)] : [],
                    new(words.Code, code),
                ]),
                new Heading(words.Check),
                new QrCode(url, words.QrCode(url)),
                new Paragraph(words.HowToCheck(code, url)),
                new Paragraph(words.Unchecked),
                new Heading(words.Contents),
                new Table(
                    [new("#", 0.5, Numeric: true), new(words.Lesson, 8)],
                    [.. certificate.Lessons.Index().Select(lesson => (IReadOnlyList<string>)[format.Number(lesson.Index + 1, "N0"), lesson.Item.In(language)])]
                ),
            ],
        };
    }
}
