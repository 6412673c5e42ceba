using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Ami.Modules.Identity.Contracts;
using Ami.Modules.Learning;
using Ami.TestKit;
using Ami.Tests.Core.Documents;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Ami.Tests.Learning;

/// <summary>Who gets a certificate, who sees it, and what becomes of one that is revoked.</summary>
[TestClass]
[Needs<LearningModule>]
public sealed partial class CertificateTests : ApiTests<CertificateTests>
{
    [TestInitialize]
    public async Task Publish() => await Host.Publish([.. Shelf.All, QuizShelf.AtOnce, Diploma.Hard, Examined, Retaken]);

    private static readonly CourseSource Examined = QuizShelf.Course("diploma-exam", "\"answers\": \"afterAttempt\", \"final\": true", passMark: 60);

    private static readonly CourseSource Retaken = QuizShelf.Course("diploma-last", "\"answers\": \"afterAttempt\", \"final\": true", grade: "last");

    [TestMethod]
    public async Task Issue_LessonsMissing_SaysWhichAndWritesNothing()
    {
        var person = (await Host.SignUp()).Client;
        await person.Complete(Shelf.Free, "second");
        using var refused = await person.Ask(Shelf.Free, "Ana Pérez");
        refused.StatusCode.ShouldBe(HttpStatusCode.Conflict);
        var told = await refused.Content.ReadFromJsonAsync<JsonElement>();
        (told.GetProperty("code").GetString(), told.GetProperty("missing").GetString()).ShouldBe(("learning.course_not_done", "first,third"));
        (await Mine(person)).ShouldBeEmpty();
    }

    [TestMethod]
    public async Task Issue_ManyAtOnce_IsOneCertificate()
    {
        var person = (await Host.SignUp()).Client;
        await person.Finish(Shelf.Free);
        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => person.Ask(Shelf.Free, "Ana Pérez")));
        answers.Count(answer => answer.StatusCode == HttpStatusCode.Created).ShouldBe(1);
        answers.Count(answer => answer.StatusCode == HttpStatusCode.OK).ShouldBe(19);
        var codes = await Task.WhenAll(answers.Select(answer => answer.Read<CertificateView>()));
        codes.Select(one => one.Code).Distinct().ShouldHaveSingleItem().ShouldMatch("^[0-9A-HJKMNP-TV-Z]{4}(-[0-9A-HJKMNP-TV-Z]{4}){3}$");
        (await Mine(person)).ShouldHaveSingleItem();
        (await person.Course(Shelf.Free)).Certificate.ShouldBe(codes[0].Code);
        (await (await Host.SignUp()).Client.Course(Shelf.Free)).Certificate.ShouldBeNull();
    }

    [TestMethod]
    public async Task Issue_AnotherName_IsRefusedWithTheOneThatThereIs()
    {
        var graduate = await Host.Graduate(Shelf.Free);
        using var refused = await graduate.Person.Client.Ask(Shelf.Free, "Somebody Else");
        var told = await refused.Content.ReadFromJsonAsync<JsonElement>();
        (told.GetProperty("code").GetString(), told.GetProperty("current").GetProperty("holder").GetString()).ShouldBe(
            ("learning.certificate_exists", "Ana Pérez")
        );
        (await graduate.Person.Client.Ask(Shelf.Free, "<i>Ana</i>").Code()).ShouldBe("learning.holder_invalid");
    }

    [TestMethod]
    public async Task Issue_CourseThatIsNotOpen_IsRefusedWhateverIsDone()
    {
        var person = (await Host.SignUp()).Client;
        await person.Complete(Shelf.Sold, "first");
        (await person.Ask(Shelf.Sold, "Ana Pérez").Code()).ShouldBe("learning.not_bought");
        (await Host.Anonymous().Ask(Shelf.Free, "Ana Pérez")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [TestMethod]
    public async Task Issue_CourseWithAnExam_WaitsForItAndSaysWhatCounts()
    {
        var person = (await Host.SignUp()).Client;
        await person.Complete(Examined, "first");
        await person.Complete(Examined, "second");
        await person.Take(Examined, rightly: false);
        (await person.Ask(Examined, "Ana Pérez").Code()).ShouldBe("learning.course_not_done");
        await person.Take(Examined, rightly: true);
        (await person.Ask(Examined, "Ana Pérez").Read<CertificateView>()).ExamPercent.ShouldBe(100m);
    }

    [TestMethod]
    public async Task Issue_ExamTriedAgainAfterItWasPassed_SaysWhatItWasPassedWith()
    {
        var person = (await Host.SignUp()).Client;
        await person.Complete(Retaken, "first");
        await person.Complete(Retaken, "second");
        foreach (var rightly in (bool[])[false, true, false])
        {
            await person.Take(Retaken, rightly);
        }

        (await person.Ask(Retaken, "Ana Pérez").Read<CertificateView>()).ExamPercent.ShouldBe(100m);
    }

    [TestMethod]
    public async Task Look_WithoutAnAccount_SaysAllOfItAsItWasThen()
    {
        var graduate = await Host.Graduate(Diploma.Hard, "José Núñez");
        await Host.Publish([.. Shelf.All, Shelf.Course("hard-title", "free", "Otro", "Renamed", "Algo.", "Something.", keys: ["first", "new"])]);
        var seen = await Host.Anonymous().Certificate(graduate.Code.Replace("-", "", StringComparison.Ordinal).ToLowerInvariant());
        (seen.Holder, seen.TitleEn, seen.Course, seen.Minutes, seen.ExamPercent, seen.RevokedAt).ShouldBe(
            ("José Núñez", "Risk “first” <b>& now</b> \"a \\ b\"", "hard-title", 15, null, null)
        );
        seen.Lessons.Select(lesson => lesson.En).ShouldBe(["first en", "second en", "third en"]);
    }

    [TestMethod]
    [DataRow("0000-0000-0000-0000")]
    [DataRow("nonsense")]
    [DataRow("%27")]
    public async Task Look_UnknownCode_IsNotFoundEverywhere(string code)
    {
        foreach (var part in (string[])["", "/certificate.pdf", "/share.png", "/badge.json", "/badge.png"])
        {
            (await Host.Anonymous().GetAsync($"/api/certificates/{code}{part}").Code()).ShouldBe("learning.certificate_unknown", part);
        }
    }

    [TestMethod]
    public async Task Look_GuessingWithoutEnd_IsSlowedDownFromAllAddressesOfASubscriberAndLeavesVerifiersAlone()
    {
        await using var host = await ApiHost.Start(services: ClientAddresses.Add);
        var guesses = await Task.WhenAll(
            Enumerable
                .Range(1, 130)
                .Select(i => ClientAddresses.From(host.Anonymous(), $"2001:db8:1:2::{i}").GetAsync($"/api/certificates/{CertificateCode.New()}"))
        );
        guesses.Count(guess => guess.StatusCode == HttpStatusCode.NotFound).ShouldBeInRange(120, 125);
        var refused = guesses.First(guess => guess.StatusCode == HttpStatusCode.TooManyRequests);
        (await refused.Code()).ShouldBe("learning.certificate_too_many_looks");
        refused.Headers.RetryAfter.ShouldNotBeNull();
        using var same = ClientAddresses.From(host.Anonymous(), "2001:db8:1:2::ffff");
        var badges = await Task.WhenAll(Enumerable.Range(0, 40).Select(_ => same.GetAsync($"/api/certificates/{CertificateCode.New()}/badge.json")));
        badges
            .First(badge => badge.StatusCode == HttpStatusCode.TooManyRequests)
            .Headers.GetValues("Access-Control-Allow-Origin")
            .ShouldBe(["*"], "pages of others learn why");
        (await same.GetAsync("/.well-known/did.json")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await same.GetAsync("/api/certificates/status/0")).StatusCode.ShouldBe(HttpStatusCode.OK);
        using var other = ClientAddresses.From(host.Anonymous(), "2001:db8:1:3::1");
        (await other.GetAsync($"/api/certificates/{CertificateCode.New()}")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [TestMethod]
    [DataRow("es")]
    [DataRow("en")]
    public async Task Pdf_SaysAllOfItAndLeadsToItsPage(string language)
    {
        var graduate = await Host.Graduate(Diploma.Hard, "José Núñez");
        using var answer = await Host.Anonymous().GetAsync($"/api/certificates/{graduate.Code}/certificate.pdf?language={language}");
        answer.Content.Headers.ContentType.ShouldNotBeNull().MediaType.ShouldBe("application/pdf");
        answer.Headers.CacheControl.ShouldNotBeNull().NoStore.ShouldBeTrue();
        using var pdf = new PdfText(await answer.Content.ReadAsByteArrayAsync());
        foreach (var text in (string[])["José Núñez", graduate.Code, $"https://localhost/certificates/{graduate.Code}", $"third {language}"])
        {
            pdf.All.ShouldContain(text);
        }

        pdf.Structure().Count(part => part.Type == "Figure").ShouldBe(1);
    }

    [TestMethod]
    public async Task List_OfStaff_FindsByNameCourseAndCode()
    {
        var graduate = await Host.Graduate(Diploma.Hard, "Ximena Ñandú");
        await Host.Graduate(Diploma.Hard, "Otra Persona");
        var staff = (await Host.SignUpStaff(Roles.Support)).Client;
        foreach (var q in (string[])["nandu", "ximena riesgo", graduate.Code, graduate.Code.ToLowerInvariant().Replace('-', ' ')])
        {
            var found = (await staff.Get<Page<CertificateRow>>($"/api/admin/certificates?q={Uri.EscapeDataString(q)}")).Items;
            found.ShouldHaveSingleItem().UserId.ShouldBe(graduate.Person.UserId);
        }
    }

    [TestMethod]
    public async Task Erase_Person_TakesCertificatesAndNobodyElses()
    {
        var (leaving, staying) = (await Host.Graduate(Shelf.Free), await Host.Graduate(Shelf.Free));
        await Host.Revoke(leaving.Code);
        (await leaving.Person.Client.Ask(Shelf.Free, "Ana Pérez")).StatusCode.ShouldBe(HttpStatusCode.Created);
        await Host.InScope(async services =>
        {
            await services.GetRequiredService<UnitOfWork>().Run(ct => services.GetRequiredService<PersonalDataSet>().Erase(leaving.Person.UserId, ct));
            var db = services.GetRequiredService<LearningDb>();
            (await db.Certificates.CountAsync(c => c.UserId == leaving.Person.UserId)).ShouldBe(0);
            return 0;
        });
        (await Host.Anonymous().GetAsync($"/api/certificates/{leaving.Code}").Code()).ShouldBe("learning.certificate_unknown");
        (await Host.Anonymous().Certificate(staying.Code)).RevokedAt.ShouldBeNull();
    }

    [TestMethod]
    public async Task Pictures_AreOfTheirSizeAndTheBakedOneHasTheBadge()
    {
        var graduate = await Host.Graduate(Diploma.Hard, "José Núñez");
        var anonymous = Host.Anonymous();
        var share = await anonymous.GetByteArrayAsync($"/api/certificates/{graduate.Code}/share.png?language=es");
        Size(share).ShouldBe((1200, 630));
        var plain = await anonymous.GetByteArrayAsync($"/api/courses/{Diploma.Hard.Slug}/badge.png");
        var baked = await anonymous.GetByteArrayAsync($"/api/certificates/{graduate.Code}/badge.png");
        (Size(plain), Size(baked)).ShouldBe(((600, 600), (600, 600)));
        var badge = await anonymous.GetStringAsync($"/api/certificates/{graduate.Code}/badge.json");
        var text = System.Text.Encoding.UTF8.GetString(baked);
        text.ShouldContain($"iTXtopenbadgecredential\0\0\0\0\0{badge}");
        // Badges refer to the course's picture for good, whatever it is called later.
        (await anonymous.GetByteArrayAsync($"/api/courses/{Shelf.Free.Slug}/badge.png")).ShouldBe(plain);
        foreach (var picture in (string[])[$"certificates/{graduate.Code}", $"courses/{Diploma.Hard.Slug}"])
        {
            using var shown = await anonymous.GetAsync($"/api/{picture}/badge.png");
            shown.Headers.GetValues("Cross-Origin-Resource-Policy").ShouldBe(["cross-origin"], picture);
            shown.Headers.GetValues("Access-Control-Allow-Origin").ShouldBe(["*"], picture);
        }

        static (int, int) Size(byte[] png)
        {
            using var picture = SkiaSharp.SKBitmap.Decode(png);
            return (picture.Width, picture.Height);
        }
    }

    private static async Task<IReadOnlyList<CertificateView>> Mine(HttpClient person) =>
        (await person.Get<OwnCertificates.MyCertificates>("/api/me/certificates")).Certificates;
}
