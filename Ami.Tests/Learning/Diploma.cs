using System.Net.Http.Json;
using Ami.Modules.Identity.Contracts;
using Ami.Modules.Learning;
using Ami.TestKit;

namespace Ami.Tests.Learning;

/// <summary>Somebody who has a certificate.</summary>
/// <param name="Person">Who.</param>
/// <param name="Certificate">It.</param>
internal sealed record Graduate(SignedIn Person, CertificateView Certificate)
{
    public string Code => Certificate.Code;
}

/// <summary>A course of these tests, and what people ask of its certificates.</summary>
internal static class Diploma
{
    /// <summary>Its title has all that has to be escaped somewhere: in a page, in JSON, in a statement that is signed.</summary>
    public static CourseSource Hard { get; } =
        Shelf.Course(
            "hard-title",
            "free",
            "Riesgo «primero» <b>& ya</b> \\\"a \\\\ b\\\"",
            "Risk “first” <b>& now</b> \\\"a \\\\ b\\\"",
            "Algo.",
            "Something."
        );

    public static async Task<Graduate> Graduate(this ApiHost host, CourseSource course, string holder = "Ana Pérez")
    {
        var person = await host.SignUp();
        await person.Client.Finish(course);
        return new Graduate(person, await person.Client.Ask(course, holder).Read<CertificateView>());
    }

    /// <summary>Marks every lesson as done.</summary>
    public static async Task Finish(this HttpClient client, CourseSource course)
    {
        foreach (var lesson in course.File.Lessons)
        {
            (await client.Complete(course, lesson.Key)).EnsureSuccessStatusCode();
        }
    }

    public static Task<HttpResponseMessage> Ask(this HttpClient client, CourseSource course, string holder) =>
        client.PostAsJsonAsync($"/api/courses/{course.Id}/certificate", new OwnCertificates.CertificateRequest(holder), Answers.Json);

    public static Task<CertificateView> Certificate(this HttpClient client, string code) => client.Get<CertificateView>($"/api/certificates/{code}");

    /// <summary>As an administrator.</summary>
    public static async Task<CertificateRow> Revoke(this ApiHost host, string code, RevocationReason reason = RevocationReason.Mistake, string? note = null)
    {
        var staff = (await host.SignUpStaff(Roles.Admin)).Client;
        var row = (await staff.Get<Page<CertificateRow>>($"/api/admin/certificates?q={code}")).Items.ShouldHaveSingleItem();
        return await staff.Revoke(row.Id, reason, note).Read<CertificateRow>();
    }

    public static Task<HttpResponseMessage> Revoke(this HttpClient staff, Guid id, RevocationReason reason, string? note = null) =>
        staff.PostAsJsonAsync($"/api/admin/certificates/{id}/revoke", new StaffCertificates.RevokeRequest(reason, note), Answers.Json);
}
