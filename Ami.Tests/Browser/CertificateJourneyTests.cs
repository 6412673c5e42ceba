using Ami.AppHost.Setup;
using Ami.Modules.Learning;
using Ami.TestKit;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Ami.Tests.Browser;

/// <summary>Somebody who finishes a course and gets a certificate, somebody without an account who checks it, and staff who revoke it.</summary>
[TestClass]
[Needs<LearningModule>]
public class CertificateJourneyTests
{
    private const string Holder = "José Núñez O'Brien";

    private static readonly CourseSource Free = CourseFiles.All.First(course => course.File.Access == CourseOffering.Free);
    private static readonly LessonFile Last = Free.File.Lessons.Last(lesson => lesson.Quiz is null);

    /// <summary>What the pages say, in one language.</summary>
    private sealed record Words(
        string Left,
        string MarkDone,
        string Name,
        string Get,
        string Valid,
        string Mine,
        string Revoke,
        string RevokeForGood,
        string Revoked,
        string Unknown
    );

    private static readonly Words English = new(
        "Do one more lesson",
        "Mark as done",
        "Your name, as it is to stand on it",
        "Get the certificate",
        "This certificate counts.",
        "My certificates",
        "Revoke",
        "Revoke for good",
        "does not count any more",
        "There is no such certificate"
    );

    private static readonly Words Spanish = new(
        "Haz una lección más",
        "Marcar como hecha",
        "Tu nombre, como debe figurar en él",
        "Obtener el certificado",
        "Este certificado es válido.",
        "Mis certificados",
        "Revocar",
        "Revocar definitivamente",
        "ya no es válido",
        "Ese certificado no existe"
    );

    [TestMethod]
    [DataRow("en", ColorScheme.Light, 1280)]
    [DataRow("es", ColorScheme.Dark, 360)]
    public async Task Student_GetsACertificate_AStrangerChecksIt_StaffRevokeIt(string language, ColorScheme colors, int width)
    {
        var words = language == "en" ? English : Spanish;
        await using var student = await Arrive(language, colors, width);
        var page = student.Page;
        await student.SignUp(language);
        await HasDoneAllBut(student, Last.Key);
        await student.GoTo($"/courses/{Free.Slug}");
        await Expect(page.GetByText(words.Left)).ToBeVisibleAsync();
        await student.GoTo($"/courses/{Free.Slug}/{Last.Key}");
        await page.GetByRole(AriaRole.Button, new() { Name = words.MarkDone }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = words.MarkDone })).ToHaveCountAsync(0);
        await student.GoTo($"/courses/{Free.Slug}");
        await page.GetByLabel(words.Name).FillAsync(Holder);
        await Look(student, $"certificate-get-{language}");
        await page.GetByRole(AriaRole.Button, new() { Name = words.Get }).ClickAsync();
        await page.WaitForURLAsync("**/certificates/*");
        await Expect(page.GetByText(words.Valid)).ToBeVisibleAsync();
        await IsAloneOnPaper(student);
        var address = new Uri(page.Url).AbsolutePath;
        await student.GoTo("/courses");
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = words.Mine })).ToBeVisibleAsync();
        await Look(student, $"certificates-mine-{language}");

        await using var stranger = await Arrive(language, colors, width);
        await stranger.GoTo(address);
        await Expect(stranger.Page.GetByText(words.Valid)).ToBeVisibleAsync();
        await Expect(stranger.Page.GetByRole(AriaRole.Article).GetByText(Holder)).ToBeVisibleAsync();
        await Expect(stranger.Page.GetByRole(AriaRole.Article).GetByRole(AriaRole.Listitem)).ToHaveCountAsync(Free.File.Lessons.Length);
        await Look(stranger, $"certificate-{language}");
        await IsAloneOnPaper(stranger);
        await Keep($"{address}/certificate.pdf?language={language}", stranger, $"certificate-{language}.pdf");
        await Keep($"{address}/share.png?language={language}", stranger, $"certificate-share-{language}.png");
        await Keep($"{address}/badge.png?language={language}", stranger, $"certificate-badge-{language}.png");

        await Revoke(address.Split('/')[^1], language, words);
        await stranger.Page.ReloadAsync();
        await Expect(stranger.Page.GetByText(words.Revoked)).ToBeVisibleAsync();
        await Expect(stranger.Page.GetByText(words.Valid)).ToHaveCountAsync(0);
        await Expect(stranger.Page.Locator("a[download]")).ToHaveCountAsync(0);
        await Look(stranger, $"certificate-revoked-{language}");
        student.Complaints.ShouldBeEmpty();
        // Nobody is signed in, so the silent refresh is answered 401 by design.
        stranger.Complaints.Where(complaint => !complaint.Contains("401", StringComparison.Ordinal)).ShouldBeEmpty();

        await stranger.Page.GotoAsync("/certificates/0000-0000-0000-0000");
        await Expect(stranger.Page.GetByRole(AriaRole.Heading, new() { Name = words.Unknown })).ToBeVisibleAsync();
        await Look(stranger, $"certificate-unknown-{language}");
    }

    /// <summary>What is around a page on a screen is not printed.</summary>
    private static async Task IsAloneOnPaper(Person who)
    {
        var around = who.Page.Locator("header:visible, nav:visible, footer:visible");
        (await around.CountAsync()).ShouldBeGreaterThan(0);
        await who.Page.EmulateMediaAsync(new() { Media = Media.Print });
        await Expect(around).ToHaveCountAsync(0);
        await Expect(who.Page.GetByRole(AriaRole.Article)).ToBeVisibleAsync();
        await who.Page.EmulateMediaAsync(new() { Media = Media.Screen });
    }

    private static async Task Revoke(string code, string language, Words words)
    {
        await using var admin = await Arrive(language, ColorScheme.Light, 1280);
        await admin.SignUp(language, "admin");
        var page = admin.Page;
        await admin.Page.GotoAsync($"/admin/certificates?q={code}");
        await admin.Page.Locator("h1").First.WaitForAsync();
        await admin.Rest();
        await Look(admin, $"admin-certificates-{language}");
        await page.Locator("main tbody button").First.ClickAsync();
        var dialog = page.GetByRole(AriaRole.Dialog);
        await dialog.GetByRole(AriaRole.Button, new() { Name = words.Revoke, Exact = true }).ClickAsync();
        await Expect(dialog.GetByRole(AriaRole.Button, new() { Name = words.RevokeForGood })).ToBeVisibleAsync();
        await Look(admin, $"admin-certificate-revoke-{language}");
        await dialog.GetByRole(AriaRole.Button, new() { Name = words.RevokeForGood }).ClickAsync();
        await Expect(dialog).ToHaveCountAsync(0);
        admin.Complaints.ShouldBeEmpty();
    }

    /// <summary>What takes somebody hours.</summary>
    private static async Task HasDoneAllBut(Person student, string key) =>
        (
            await WholeSystem.Scalar<long>(
                """
                with done as (
                    insert into learning.completions (lesson_id, user_id, completed_at)
                    select l.id, u.id, now() from learning.lessons l join learning.courses c on c.id = l.course_id, identity.users u
                    where c.slug = $1 and l.key <> $2 and l.removed_at is null and u.email = $3 returning 1)
                select count(*) from done
                """,
                Free.Slug,
                key,
                student.Email
            )
        ).ShouldBe(Free.File.Lessons.Length - 1);

    /// <summary>Fetches a file as whoever has the code does; it is left among the pictures where pictures are taken.</summary>
    private static async Task Keep(string path, Person who, string name)
    {
        var answer = await who.Page.Context.APIRequest.GetAsync($"/api{path}");
        answer.Status.ShouldBe(200, name);
        if (Environment.GetEnvironmentVariable("AMI_PICTURES") is { Length: > 0 })
        {
            await File.WriteAllBytesAsync(Repository.Find().At("artifacts", "screenshots", name), await answer.BodyAsync());
        }
    }

    private static Task<Person> Arrive(string language, ColorScheme colors, int width) => Person.Arrive(language == "en" ? "en-US" : "es-ES", colors, width);

    private static async Task Look(Person person, string name)
    {
        await person.Rest();
        (await person.Page.SeriousFindings()).ShouldBeEmpty(name);
        (await person.Page.FitsTheScreen()).ShouldBeTrue($"{name} is too wide");
        await person.Picture(name);
    }
}
