using System.Net;
using Ami.Modules.Identity.Contracts;
using Ami.Modules.Learning;
using Ami.TestKit;

namespace Ami.Tests.Learning;

/// <summary>Finding lessons in both languages, and what of them is shown to whom.</summary>
[TestClass]
[Needs<LearningModule>]
public sealed class LessonSearchTests : ApiTests<LessonSearchTests>
{
    private static readonly CourseSource Free = Course(
        "libre",
        "free",
        "beginner",
        ("titled", "El apalancamiento", "Leverage", "Nada.", "Nothing."),
        ("headed", "Otra cosa", "Another thing", "## Apalancamientos\n\nPoco.", "## Leverages\n\nLittle."),
        ("said", "Cuentas", "Sums", "Cuidado: apalancamiento, apalancamiento y apalancamiento.", "Careful: leverage, leverage, leverage and leverage."),
        ("spanish", "Solo aquí", "Only here", "La pirueta está en este texto.", "Not this one.")
    );

    private static readonly CourseSource Sold = Course(
        "vendido",
        "sold",
        "advanced",
        ("first", "Comienzo", "Beginning", "Una muestra con zarzuela.", "A preview with operetta."),
        ("secret", "Lo cerrado", "What is closed", "La zarzuela secreta.", "The secret operetta.")
    );

    [TestInitialize]
    public async Task Publish() => await Host.Publish([Free, Sold]);

    [TestMethod]
    [DataRow("apalancamiento")]
    [DataRow("APALANCAMIENTOS")]
    [DataRow("leverages")]
    public async Task Search_TitleBeforeHeadingBeforeText(string words) => (await Keys($"?q={words}")).ShouldBe(["titled", "headed", "said"]);

    [TestMethod]
    [DataRow("pirueta", "spanish")]
    [DataRow("PIRUÉTAS", "spanish")]
    [DataRow("\"este texto\"", "spanish")]
    [DataRow("zarzuela -secreta", "first")]
    public async Task Search_StemsAccentsAndQuotes_FindIt(string words, string key)
    {
        var hits = await Find($"?q={Uri.EscapeDataString(words)}");
        hits.Items.Select(hit => hit.Key).ShouldBe([key]);
        (hits.Suggestion, hits.IsCorrected).ShouldBe((null, false));
    }

    [TestMethod]
    [DataRow("piruetta", "pirueta")]
    [DataRow("priueta", "pirueta")]
    [DataRow("piru", "pirueta")]
    public async Task Search_SlipsAndHalfWords_FindWhatWasMeantAndSaySo(string words, string meant)
    {
        var hits = await Find($"?q={words}");
        hits.Items.Select(hit => hit.Key).ShouldBe(["spanish"]);
        (hits.Suggestion, hits.IsCorrected).ShouldBe((meant, true));
    }

    [TestMethod]
    public async Task Search_ExactWordsThatFindNothing_OnlySuggests()
    {
        var hits = await Find("?q=%22piruetta%22");
        (hits.Items.Count, hits.Suggestion, hits.IsCorrected).ShouldBe((0, "\"pirueta\"", false));
    }

    [TestMethod]
    [DataRow("?q=zzzzqqq")]
    [DataRow("?q=")]
    [DataRow("")]
    [DataRow("?q=piruetta&course=vendido")]
    [DataRow("?q=pirueta&level=advanced")]
    [DataRow("?q=pirueta&access=sold")]
    [DataRow("?q=pirueta&language=en")]
    [DataRow("?q=%27%22%28%26%21%3A*")]
    [DataRow("?q=%F0%9F%98%80")]
    public async Task Search_WhatThereIsNot_FindsAndSuggestsNothing(string query)
    {
        var hits = await Find(query);
        (hits.Items.Count, hits.Suggestion, hits.NextCursor).ShouldBe((0, null, null));
    }

    [TestMethod]
    [DataRow("?q=apalancamiento&language=es&level=beginner&access=free&course=libre", 3)]
    [DataRow("?q=leverage&language=es", 0)]
    public async Task Search_Filtered_HoldsThese(string query, int count) => (await Keys(query)).Count.ShouldBe(count);

    [TestMethod]
    public async Task Search_PageByPage_GivesEachOnce()
    {
        var first = await Find("?q=leverage&limit=2");
        var second = await Find($"?q=leverage&limit=2&cursor={first.NextCursor}");
        first.Items.Concat(second.Items).Select(hit => hit.Key).ShouldBe(["titled", "headed", "said"]);
        second.NextCursor.ShouldBeNull();
        (await Host.Anonymous().GetAsync("/api/lessons?q=a&cursor=nonsense").Code()).ShouldBe("cursor.malformed");
        (await Host.Anonymous().GetAsync("/api/lessons?q=a&language=fr")).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    [TestMethod]
    public async Task Hit_SaysWhereItIsSaid_AndMarksIt()
    {
        var hits = await (await Host.SignUp()).Client.Get<LessonHits>("/api/lessons?q=apalancamiento");
        Shown(hits.Items[0].TitleEs).ShouldBe("El [apalancamiento]");
        hits.Items[0].ExcerptEs.ShouldBeNull("its text does not say it");
        var said = hits.Items[2].ExcerptEs.ShouldNotBeNull();
        Shown(new Marked(said.Text, said.Marks)).ShouldBe("Cuidado: [apalancamiento], [apalancamiento] y [apalancamiento].");
        hits.Items[2].ExcerptEn.ShouldBeNull("that is no English word");
    }

    [TestMethod]
    public async Task Hit_TextOfALessonThatIsClosed_IsShownToNobodyWhoMayNotReadIt()
    {
        var (visitor, student) = (Host.Anonymous(), (await Host.SignUp()).Client);
        var staff = (await Host.SignUpStaff(Roles.Support)).Client;
        foreach (var (who, isOpen) in new[] { (visitor, false), (student, false), (staff, true) })
        {
            using var answer = await who.GetAsync("/api/lessons?q=zarzuela");
            (await answer.Content.ReadAsStringAsync()).Contains("secreta", StringComparison.Ordinal).ShouldBe(isOpen);
            var hits = (await answer.Read<LessonHits>()).Items.ToDictionary(hit => hit.Key);
            (hits["secret"].IsOpen, hits["secret"].TitleEs.Text, hits["secret"].ExcerptEs is not null).ShouldBe((isOpen, "Lo cerrado", isOpen));
            hits["first"].ExcerptEs.ShouldNotBeNull("a preview is for everybody").Text.ShouldContain("zarzuela");
        }
    }

    [TestMethod]
    public async Task Search_TextOfALessonThatIsClosed_TellsNeitherItsWordsNorTheirOrder()
    {
        (await Find("?q=secretta")).Suggestion.ShouldBeNull("it stands in a closed text alone");
        (await Find("?q=secr")).Suggestion.ShouldBeNull();
        (await Find("?q=zarsuela")).Suggestion.ShouldBe("zarzuela", "a preview says it");
        var (visitor, staff) = (Host.Anonymous(), (await Host.SignUpStaff(Roles.Support)).Client);
        foreach (var words in new[] { "\"zarzuela secreta\"", "\"secreta zarzuela\"", "secreta_zarzuela" })
        {
            (await Count(visitor, words)).ShouldBe(1, words);
        }

        (await Count(staff, "\"zarzuela secreta\"")).ShouldBe(1);
        (await Count(staff, "\"secreta zarzuela\"")).ShouldBe(0, "who may read it finds what it says");
        (await Count(visitor, "\"muestra con zarzuela\"")).ShouldBe(1);
        (await Count(visitor, "\"con muestra zarzuela\"")).ShouldBe(0, "a preview is for everybody");
    }

    private static async Task<int> Count(HttpClient who, string words) =>
        (await who.Get<LessonHits>($"/api/lessons?q={Uri.EscapeDataString(words)}")).Items.Count;

    [TestMethod]
    public async Task Search_LessonsThatWentOrWereArchived_AreNotFoundAndNotSuggested()
    {
        await Host.Publish([Sold]);
        (await Keys("?q=pirueta")).ShouldBeEmpty();
        (await Find("?q=piruetta")).Suggestion.ShouldBeNull();
    }

    private static CourseSource Course(
        string slug,
        string access,
        string level,
        params (string Key, string Es, string En, string BodyEs, string BodyEn)[] lessons
    ) =>
        CourseFiles
            .Read(
                lessons
                    .SelectMany(lesson => new[] { ($"{slug}/{lesson.Key}.es.md", lesson.BodyEs), ($"{slug}/{lesson.Key}.en.md", lesson.BodyEn) })
                    .Append(
                        (
                            $"{slug}/course.json",
                            $$"""
                            { "level": "{{level}}", "access": "{{access}}", "title": { "es": "{{slug}}", "en": "{{slug}}" }, "summary": { "es": "Algo.", "en": "Something." },
                              "lessons": [{{string.Join(
                                ", ",
                                lessons.Select(l =>
                                    $$"""{ "key": "{{l.Key}}", "title": { "es": "{{l.Es}}", "en": "{{l.En}}" }, "minutes": 5, "preview": {{(l.Key == "first" ? "true" : "false")}} }"""
                                )
                            )}}]{{(access == "sold" ? ", \"prices\": { \"USD\": 49 }" : "")}} }
                            """
                        )
                    )
                    .ToDictionary(file => file.Item1, file => file.Item2)
            )
            .Single();

    private static string Shown(Marked marked) =>
        marked.Marks.Reverse().Aggregate(marked.Text, (text, mark) => text.Insert(mark.From + mark.Length, "]").Insert(mark.From, "["));

    private static Task<LessonHits> Find(string query) => Host.Anonymous().Get<LessonHits>($"/api/lessons{query}");

    private static async Task<IReadOnlyList<string>> Keys(string query) => [.. (await Find(query)).Items.Select(hit => hit.Key)];
}
