using System.Net;
using Ami.Modules.Learning;
using Ami.TestKit;

namespace Ami.Tests.Learning;

/// <summary>Finding courses in both languages.</summary>
[TestClass]
[Needs<LearningModule>]
public sealed class CatalogueTests : ApiTests<CatalogueTests>
{
    [TestInitialize]
    public async Task Publish() => await Host.Publish(Shelf.All);

    [TestMethod]
    [DataRow("riesgo", "sold")]
    [DataRow("RIESGOS", "sold")]
    [DataRow("gestion", "sold")]
    [DataRow("posiciones", "sold")]
    [DataRow("sizing", "sold")]
    [DataRow("managing risks", "sold")]
    [DataRow("order", "open")]
    [DataRow("órdenes", "open")]
    [DataRow("trending", "standard")]
    [DataRow("\"reading price\"", "standard")]
    [DataRow("riezgo", "sold")]
    [DataRow("managment", "sold")]
    [DataRow("lectu", "standard")]
    public async Task Search_WordsOfEitherLanguage_FindsTheCourse(string words, string slug) =>
        (await Slugs($"?q={Uri.EscapeDataString(words)}"))[0].ShouldBe(slug);

    [TestMethod]
    [DataRow("zzzzqqq")]
    [DataRow("xylophone")]
    [DataRow("risk -management")]
    public async Task Search_WhatThereIsNot_FindsNothing(string words) => (await Slugs($"?q={Uri.EscapeDataString(words)}")).ShouldBeEmpty();

    [TestMethod]
    [DataRow("%27%22%28%26%21%3A*")]
    [DataRow("%F0%9F%98%80")]
    [DataRow("+")]
    public async Task Search_Rubbish_IsAnswered(string q) => (await Host.Anonymous().GetAsync($"/api/courses?q={q}")).StatusCode.ShouldBe(HttpStatusCode.OK);

    [TestMethod]
    public async Task Search_InTheTitle_ComesBeforeInTheSummary()
    {
        var other = Shelf.Course("aaa", "free", "Otro", "Other", "Algo de riesgo.", "Some risk.");
        await Host.Publish([.. Shelf.All, other]);
        (await Slugs("?q=risk")).ShouldBe(["sold", "aaa"]);
    }

    [TestMethod]
    public async Task List_WithoutWords_GoesFromTheEasiestOnPageByPage()
    {
        (await Slugs("")).ShouldBe(["open", "sold", "standard"]);
        var first = await List("?limit=1");
        first.Items.Single().Slug.ShouldBe("open");
        var second = await List($"?limit=1&cursor={first.NextCursor}");
        second.Items.Single().Slug.ShouldBe("sold");
        var third = await List($"?limit=1&cursor={second.NextCursor}");
        (third.Items.Single().Slug, third.NextCursor).ShouldBe(("standard", null));
        (await Host.Anonymous().GetAsync("/api/courses?cursor=nonsense").Code()).ShouldBe("cursor.malformed");
    }

    [TestMethod]
    [DataRow("?level=intermediate", "standard")]
    [DataRow("?access=free", "open")]
    [DataRow("?access=sold&level=beginner", "sold")]
    [DataRow("?q=risk&access=free", null)]
    [DataRow("?level=advanced", null)]
    public async Task List_Filtered_HoldsThese(string query, string? slug) => (await Slugs(query)).ShouldBe(slug is null ? [] : [slug]);

    [TestMethod]
    public async Task List_FilterThatIsNone_IsRefused() =>
        (await Host.Anonymous().GetAsync("/api/courses?level=hard")).StatusCode.ShouldBe(HttpStatusCode.BadRequest);

    [TestMethod]
    public async Task Card_SaysWhatThereIs()
    {
        var card = (await List("?q=riesgo")).Items[0];
        (card.Id, card.Access, card.Lessons, card.Minutes).ShouldBe((Shelf.Sold.Id, CourseOffering.Sold, 3, 15));
        card.Prices.ShouldBe([new("MXN", 890), new("USD", 49)]);
    }

    [TestMethod]
    public async Task Course_ByNameOrId_IsTheSame_AndUnknownIsNone()
    {
        var nobody = Host.Anonymous();
        var course = await nobody.Course(Shelf.Standard);
        course.Lessons.Select(lesson => lesson.Key).ShouldBe(["first", "second", "third"]);
        (await nobody.Get<CourseView>($"/api/courses/{Shelf.Standard.Id}")).Slug.ShouldBe("standard");
        (await nobody.GetAsync("/api/courses/nothing").Code()).ShouldBe("learning.course_unknown");
        (await nobody.GetAsync($"/api/lessons/{Guid.CreateVersion7()}").Code()).ShouldBe("learning.lesson_unknown");
    }

    private static Task<Page<CourseCard>> List(string query) => Host.Anonymous().Get<Page<CourseCard>>($"/api/courses{query}");

    private static async Task<IReadOnlyList<string>> Slugs(string query) => [.. (await List(query)).Items.Select(course => course.Slug)];
}
