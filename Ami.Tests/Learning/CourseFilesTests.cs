using System.Reflection;
using System.Text.RegularExpressions;
using Ami.Modules.Learning;
using Ami.Modules.Payments.Contracts;

namespace Ami.Tests.Learning;

/// <summary>The courses that people get are whole in both languages.</summary>
[TestClass]
public sealed partial class CourseFilesTests
{
    [TestMethod]
    public void Files_EveryCourse_IsWhole()
    {
        CourseFiles.All.Length.ShouldBeGreaterThanOrEqualTo(3);
        foreach (var course in CourseFiles.All)
        {
            var file = course.File;
            AddressName().IsMatch(course.Slug).ShouldBeTrue(course.Slug);
            file.Lessons.ShouldNotBeEmpty(course.Slug);
            file.Lessons.Select(lesson => lesson.Key).ShouldBeUnique(course.Slug);
            file.Lessons.ShouldAllBe(lesson => AddressName().IsMatch(lesson.Key) && lesson.Minutes >= 1 && lesson.Minutes <= 240, course.Slug);
            file.Lessons.ShouldContain(lesson => lesson.Preview, $"{course.Slug} has no lesson to look into");
            foreach (var text in file.Lessons.Select(lesson => lesson.Title).Append(file.Title))
            {
                new[] { text.Es, text.En }.ShouldAllBe(one => one.Trim() == one && one.Length >= 1 && one.Length <= 120, course.Slug);
            }

            new[] { file.Summary.Es, file.Summary.En }.ShouldAllBe(one => one.Length >= 20 && one.Length <= 1000, course.Slug);
        }
    }

    [TestMethod]
    public void Files_WhatIsSold_HasAPriceInEveryCurrencyAndNothingElseHas()
    {
        CourseFiles.All.ShouldContain(course => course.File.Access == CourseOffering.Sold);
        foreach (var course in CourseFiles.All)
        {
            var prices = course.File.Prices?.Keys ?? [];
            prices.ShouldBe(course.File.Access == CourseOffering.Sold ? PlanTable.Currencies : [], ignoreOrder: true, course.Slug);
            (course.File.Prices?.Values ?? []).ShouldAllBe(amount => amount > 0, course.Slug);
        }
    }

    [TestMethod]
    public void Cards_EveryLesson_HasAtLeastThreeInBothLanguages()
    {
        foreach (var (course, lesson, cards) in Articles().Select(one => (one.Course.Slug, one.Key, one.Course.Cards[one.Key])))
        {
            cards.Length.ShouldBeGreaterThanOrEqualTo(3, $"{course}/{lesson}");
            cards.Select(card => card.Key).ShouldBeUnique($"{course}/{lesson}");
            foreach (var card in cards)
            {
                var name = $"{course}/{lesson}/{card.Key}";
                AddressName().IsMatch(card.Key).ShouldBeTrue(name);
                card.Front.Es.ShouldNotBe(card.Front.En, $"{name} is not translated");
                foreach (var (text, most) in new[] { (card.Front.Es, 300), (card.Front.En, 300), (card.Back.Es, 500), (card.Back.En, 500) })
                {
                    (text.Trim() == text && text.Length >= 1 && text.Length <= most).ShouldBeTrue($"{name}: a card is read in seconds");
                    (text.Contains("**", StringComparison.Ordinal) || text.Contains('`', StringComparison.Ordinal) || Tag().IsMatch(text)).ShouldBeFalse(
                        $"{name}: cards are plain text"
                    );
                }

                Spanish(card.Back.Es).ShouldBe(English(card.Back.En), ignoreOrder: true, $"{name}: the numbers differ");
            }
        }
    }

    [TestMethod]
    public void Questions_EveryLessonOfACourseWithQuizzes_HasAtLeastFive()
    {
        foreach (var (course, lesson) in Articles())
        {
            var (count, hasQuizzes) = (course.Questions[lesson].Length, course.File.Lessons.Any(one => one.Quiz is not null));
            (count >= 5 || (count == 0 && !hasQuizzes)).ShouldBeTrue($"{course.Slug}/{lesson} has {count} questions");
        }

        CourseFiles
            .All.SelectMany(course => course.File.Lessons)
            .ShouldAllBe(lesson => lesson.Quiz == null || !lesson.Preview, "it asks what others pay to read");
    }

    [TestMethod]
    public void Questions_EveryText_IsTranslatedWithTheSameNumbers()
    {
        foreach (var (course, lesson) in Articles())
        {
            foreach (var question in course.Questions[lesson])
            {
                CheckQuestion($"{course.Slug}/{lesson}/{question.Key}", question);
            }
        }
    }

    [TestMethod]
    [DataRow("¿Cuánto es 1.000,5?", "How much is 1,000.5?", true)]
    [DataRow("¿Cuánto es 1.000,5?", "How much is 1,000.6?", false)]
    [DataRow("Same", "Same", false)]
    [DataRow("<b>a</b>", "<b>b</b>", false)]
    public void Questions_TextThatDiffers_IsFound(string es, string en, bool isRight)
    {
        var question = QuizShelf.AtOnce.Questions["first"][0] with { Prompt = new InBoth(es, en) };
        if (isRight)
        {
            CheckQuestion("one", question);
        }
        else
        {
            Should.Throw<ShouldAssertException>(() => CheckQuestion("one", question));
        }
    }

    [TestMethod]
    public void Files_NoneIsLeftOver()
    {
        var known = CourseFiles
            .All.SelectMany(course =>
                course
                    .File.Lessons.SelectMany(lesson =>
                        new[] { $"{lesson.Key}.es.md", $"{lesson.Key}.en.md", $"{lesson.Key}.cards.json", $"{lesson.Key}.questions.json" }
                    )
                    .Append("course.json")
                    .Select(file => $"content/{course.Slug}/{file}")
            )
            .ToHashSet();
        Assembly
            .GetAssembly(typeof(CourseFiles))
            .ShouldNotBeNull()
            .GetManifestResourceNames()
            .Where(name => name.StartsWith("content/", StringComparison.Ordinal) && !known.Contains(name.Replace('\\', '/')))
            .ShouldBeEmpty("no course names these");
    }

    [TestMethod]
    public void Texts_BothLanguages_HaveTheSameShape()
    {
        foreach (var (course, key, body) in Bodies())
        {
            Shape(body.Es).ShouldBe(Shape(body.En), $"{course.Slug}/{key}: headings, tables or code differ between the languages");
            body.Es.ShouldNotBe(body.En, $"{course.Slug}/{key} is not translated");
        }
    }

    [TestMethod]
    public void Texts_Links_LeadSomewhere()
    {
        foreach (var (course, key, body) in Bodies())
        {
            foreach (var text in new[] { body.Es, body.En })
            {
                Broken(course, text).ShouldBeEmpty($"{course.Slug}/{key}");
            }
        }
    }

    [TestMethod]
    public void Texts_NothingThatTheReaderDoesNotShow()
    {
        foreach (var (course, key, body) in Bodies())
        {
            foreach (var text in new[] { body.Es, body.En })
            {
                Tag().IsMatch(Prose(text)).ShouldBeFalse($"{course.Slug}/{key}: HTML is shown as text");
                TopHeading().IsMatch(text).ShouldBeFalse($"{course.Slug}/{key}: the title of the page is its only first heading; begin with ##");
                text.Split("\n```")
                    .Length.ShouldSatisfyAllConditions(fences => (fences % 2).ShouldBe(text.StartsWith("```", StringComparison.Ordinal) ? 0 : 1));
            }
        }
    }

    [TestMethod]
    [DataRow("See [this](https://example.com/a?b=1).", 0)]
    [DataRow("See [this](/courses/risk-first).", 0)]
    [DataRow("See [this](/courses/nothing).", 1)]
    [DataRow("See [this](/courses/risk-first/nothing).", 1)]
    [DataRow("See [this](/plans).", 0)]
    [DataRow("See [this](http://example.com).", 1)]
    [DataRow("See [this](javascript:alert(1)).", 1)]
    [DataRow("See [this](position-size.en.md).", 1)]
    [DataRow("See [this]().", 1)]
    [DataRow("![A picture](https://example.com/a.png)", 1)]
    public void Broken_Link_IsFound(string text, int broken) => Broken(CourseFiles.All[0], text).Count().ShouldBe(broken);

    [TestMethod]
    [DataRow("a/course.json", "not JSON", "a/course.json")]
    [DataRow("a/course.json", "{}", "a/course.json")]
    [DataRow(
        "a/course.json", /*lang=json*/
        """{"level":"beginner","access":"free","title":{"es":"a","en":"a"},"summary":{"es":"a","en":"a"},"lessons":[],"price":1}""",
        "price"
    )]
    [DataRow(
        "a/course.json", /*lang=json*/
        """{"level":"hard","access":"free","title":{"es":"a","en":"a"},"summary":{"es":"a","en":"a"},"lessons":[]}""",
        "level"
    )]
    [DataRow(
        "a/course.json",
        /*lang=json*/
        """{"level":"beginner","access":"free","title":{"es":"a","en":"a"},"summary":{"es":"a","en":"a"},"lessons":[{"key":"x","title":{"es":"a","en":"a"},"minutes":1}]}""",
        "a/x.es.md"
    )]
    public void Read_FileThatIsWrong_IsRefusedByItsName(string path, string text, string told) =>
        Should.Throw<InvalidDataException>(() => CourseFiles.Read(new Dictionary<string, string> { [path] = text })).Message.ShouldContain(told);

    private static void CheckQuestion(string name, QuestionFile question)
    {
        question.Prompt.Es.ShouldNotBe(question.Prompt.En, $"{name} is not translated");
        question.Explanation.Es.ShouldNotBe(question.Explanation.En, $"{name} is not translated");
        var content = question.Content;
        InBoth[] all =
        [
            question.Prompt,
            question.Explanation,
            .. content.Options ?? [],
            .. content.Units ?? [],
            .. content.Items ?? [],
            .. content.Lefts ?? [],
            .. content.Rights ?? [],
        ];
        foreach (var text in all)
        {
            new[] { text.Es, text.En }.ShouldAllBe(one => one.Trim() == one && !Tag().IsMatch(Prose(one)), $"{name}: spaces around a text, or HTML in it");
            Spanish(text.Es).ShouldBe(English(text.En), ignoreOrder: true, $"{name}: the numbers differ");
        }
    }

    private static IEnumerable<(CourseSource Course, string Key)> Articles() =>
        CourseFiles.All.SelectMany(course => course.File.Lessons.Where(lesson => lesson.Quiz is null).Select(lesson => (course, lesson.Key)));

    private static IEnumerable<string> Spanish(string text) => Numbers(text.Replace(".", "", StringComparison.Ordinal).Replace(',', '.'));

    private static IEnumerable<string> English(string text) => Numbers(text.Replace(",", "", StringComparison.Ordinal));

    private static IEnumerable<string> Numbers(string text) => Number().Matches(text).Select(match => match.Value.Trim('.'));

    private static IEnumerable<(CourseSource Course, string Key, InBoth Body)> Bodies() =>
        CourseFiles.All.SelectMany(course => course.Bodies.Select(body => (course, body.Key, body.Value)));

    /// <summary>Links of a text that lead nowhere: to addresses of ours that do not exist, or that browsers would not open safely. There are no pictures.</summary>
    private static IEnumerable<string> Broken(CourseSource course, string text) =>
        Link()
            .Matches(Prose(text))
            .Select(match => (IsPicture: match.Groups[1].Length > 0, To: match.Groups[2].Value))
            .Where(link => link.IsPicture || !Leads(link.To))
            .Select(link => $"{course.Slug}: {link.To}");

    private static bool Leads(string address)
    {
        if (address.StartsWith("/courses/", StringComparison.Ordinal))
        {
            var parts = address.Split('/', '#')[2..];
            return CourseFiles.All.Any(course => course.Slug == parts[0] && (parts.Length < 2 || course.Bodies.ContainsKey(parts[1])));
        }

        return address is "/courses" or "/plans" or "/trade" or "/markets" || (Uri.TryCreate(address, UriKind.Absolute, out var uri) && uri.Scheme == "https");
    }

    private static string Shape(string markdown) =>
        string.Join(
            '\n',
            markdown
                .Split('\n')
                .Select(line =>
                    Heading().Match(line) is { Success: true } heading ? heading.Groups[1].Value
                    : line.StartsWith('|') ? $"| {line.Replace("\\|", "", StringComparison.Ordinal).Count(c => c == '|')}"
                    : line.StartsWith("```", StringComparison.Ordinal) ? "```"
                    : ""
                )
                .Where(kind => kind.Length > 0)
        );

    /// <summary>Without code.</summary>
    private static string Prose(string markdown) => Code().Replace(markdown, "");

    [GeneratedRegex("^[a-z0-9]+(-[a-z0-9]+)*$")]
    private static partial Regex AddressName();

    [GeneratedRegex(@"\d[\d.]*")]
    private static partial Regex Number();

    [GeneratedRegex(@"^(#{1,6}) ")]
    private static partial Regex Heading();

    [GeneratedRegex(@"^# ", RegexOptions.Multiline)]
    private static partial Regex TopHeading();

    [GeneratedRegex(@"(!?)\[[^\]]*\]\(([^)\s]*)[^)]*\)")]
    private static partial Regex Link();

    [GeneratedRegex(@"</?[a-zA-Z][^>]*>")]
    private static partial Regex Tag();

    [GeneratedRegex(@"^```.*?^```|^ {4}.*?$|`[^`\n]+`", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Code();
}
