using System.Globalization;

namespace Ami.Modules.Learning;

/// <summary>The texts on certificates and badges.</summary>
internal sealed record CertificateWords
{
    public static CertificateWords English { get; } =
        new()
        {
            Title = "Certificate of completion",
            Confirms = "AMI confirms that",
            Completed = title => $"has completed every lesson of the course “{title}”.",
            Course = "Course",
            Issued = "Issued on",
            Lessons = "Lessons",
            Hours = "Length, about",
            Exam = "Final exam",
            Contents = "What was completed",
            Lesson = "Lesson",
            Code = "Code",
            Check = "Check it",
            HowToCheck = (code, url) =>
                $"Scan the picture or open {url}\nand compare what the page says with this paper: name, course, date and code {code}. A paper can be edited, and a certificate can be revoked; the page alone counts.",
            QrCode = url => $"QR code that leads to {url}",
            Unchecked = "The name is as its holder gave it; AMI does not check identity documents. This certificate is no licence and no academic degree.",
            Duration = minutes => Span(minutes, "h", "min"),
            Narrative = lessons =>
                lessons == 1
                    ? "Completed the only lesson of the course."
                    : $"Completed every lesson of the course, {lessons} in all, and passed every quiz, exercise and exam among them.",
            Contained = (lessons, exam) => $"{(exam is null ? "" : $"Final exam: {exam}. ")}Lessons: {lessons}.",
            Badge = "Course completed",
        };

    public static CertificateWords Spanish { get; } =
        new()
        {
            Title = "Certificado de finalización",
            Confirms = "AMI certifica que",
            Completed = title => $"completó todas las lecciones del curso «{title}».",
            Course = "Curso",
            Issued = "Emitido el",
            Lessons = "Lecciones",
            Hours = "Duración aproximada",
            Exam = "Examen final",
            Contents = "Lo que se completó",
            Lesson = "Lección",
            Code = "Código",
            Check = "Comprobarlo",
            HowToCheck = (code, url) =>
                $"Escanea la imagen o abre {url}\ny compara lo que dice la página con este papel: nombre, curso, fecha y código {code}. Un papel se puede editar y un certificado se puede revocar; solo vale la página.",
            QrCode = url => $"Código QR que lleva a {url}",
            Unchecked =
                "El nombre es el que dio su titular; AMI no comprueba documentos de identidad. Este certificado no es una licencia ni un título académico.",
            Duration = minutes => Span(minutes, "h", "min"),
            Narrative = lessons =>
                lessons == 1
                    ? "Completó la única lección del curso."
                    : $"Completó todas las lecciones del curso, {lessons} en total, y aprobó cada cuestionario, ejercicio y examen que hay entre ellas.",
            Contained = (lessons, exam) => $"{(exam is null ? "" : $"Examen final: {exam}. ")}Lecciones: {lessons}.",
            Badge = "Curso completado",
        };

    public required string Title { get; init; }
    public required string Confirms { get; init; }
    public required Func<string, string> Completed { get; init; }
    public required string Course { get; init; }
    public required string Issued { get; init; }
    public required string Lessons { get; init; }
    public required string Hours { get; init; }
    public required string Exam { get; init; }
    public required string Contents { get; init; }
    public required string Lesson { get; init; }
    public required string Code { get; init; }
    public required string Check { get; init; }
    public required Func<string, string, string> HowToCheck { get; init; }
    public required Func<string, string> QrCode { get; init; }
    public required string Unchecked { get; init; }
    public required Func<int, string> Duration { get; init; }
    public required Func<int, string> Narrative { get; init; }
    public required Func<string, string?, string> Contained { get; init; }

    /// <summary>On the picture of a badge, above the course.</summary>
    public required string Badge { get; init; }

    public static CertificateWords In(Language language) => language == Language.Es ? Spanish : English;

    private static string Span(int minutes, string hours, string rest) =>
        minutes < 60 ? string.Create(CultureInfo.InvariantCulture, $"{minutes} {rest}")
        : minutes % 60 == 0 ? string.Create(CultureInfo.InvariantCulture, $"{minutes / 60} {hours}")
        : string.Create(CultureInfo.InvariantCulture, $"{minutes / 60} {hours} {minutes % 60} {rest}");
}

/// <summary>A certificate in one language.</summary>
internal static class CertificateTexts
{
    public static string Title(this Certificate certificate, Language language) => language == Language.Es ? certificate.TitleEs : certificate.TitleEn;

    public static string In(this InBoth text, Language language) => language == Language.Es ? text.Es : text.En;

    public static string? Exam(this Certificate certificate, Core.Documents.LocalFormat format) =>
        certificate.ExamPercent is { } percent ? format.Number(percent / 100, percent % 1 == 0 ? "P0" : "P1") : null;

    /// <summary>Where everybody who has the code looks.</summary>
    public static string PagePath(this Certificate certificate) => $"/certificates/{CertificateCode.Shown(certificate.Code)}";
}
