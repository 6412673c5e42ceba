using System.Text.RegularExpressions;
using Ami.Modules.Learning;
using Ami.TestKit;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Ami.Tests.Browser;

/// <summary>Somebody who trades on charts of the past: with a stop and a target, by the risk, and by saying that there is no trade.</summary>
[TestClass]
[Needs<LearningModule>]
public class ExerciseJourneyTests
{
    /// <summary>An archived course: it is in no list that other tests look at, and open to whoever has an account.</summary>
    private const string Slug = "exercise-journey";

    private static readonly Lazy<Task<string>> Published = new(Publish);

    /// <summary>What the page says, in one language.</summary>
    private sealed record Words(
        string Kind,
        string Start,
        string StopLoss,
        string TakeProfit,
        string Buy,
        string Position,
        string UntilFill,
        string FinishExercise,
        string Result,
        string Checks,
        string NoTradeSubmit,
        string NoTrade,
        string Next,
        string Played
    );

    private static readonly Words English = new(
        "Chart exercise",
        "Start",
        "Put a stop-loss on the chart",
        "Put a take-profit on the chart",
        "Buy",
        "Position and orders",
        "Until a fill",
        "Finish exercise",
        "Result",
        "What the lesson asks for",
        "No trade",
        "You did not trade.",
        "Next",
        "1 of 20"
    );

    private static readonly Words Spanish = new(
        "Ejercicio en el gráfico",
        "Empezar",
        "Poner un stop de pérdida en el gráfico",
        "Poner una toma de ganancia en el gráfico",
        "Comprar",
        "Posición y órdenes",
        "Hasta ejecutar",
        "Terminar ejercicio",
        "Resultado",
        "Lo que pide la lección",
        "No opero",
        "No operaste.",
        "Siguiente",
        "1 de 20"
    );

    [TestMethod]
    [DataRow("en", ColorScheme.Light, 1280)]
    [DataRow("es", ColorScheme.Dark, 360)]
    public async Task Student_TradesOnAChart_ComesBackInTheMiddle_AndSaysOnceThatThereIsNoTrade(string language, ColorScheme colors, int width)
    {
        var words = language == "en" ? English : Spanish;
        var lesson = await Published.Value;
        await using var person = await Person.Arrive(language == "en" ? "en-US" : "es-ES", colors, width);
        var page = person.Page;
        if (width == 1280)
        {
            await page.SetViewportSizeAsync(1280, 720);
        }

        await person.SignUp(language);
        await person.GoTo(lesson);
        await Expect(page.GetByText(words.Kind).First).ToBeVisibleAsync();
        await Look(person, $"exercise-overview-{language}");
        await page.GetByRole(AriaRole.Button, new() { Name = words.Start, Exact = true }).ClickAsync();
        await Expect(page.Locator("[data-scene] canvas").First).ToBeVisibleAsync();
        await Look(person, $"exercise-begin-{language}");

        // An order by risk, with exits that are put on the chart and moved there by keys.
        await page.GetByRole(AriaRole.Button, new() { Name = words.StopLoss }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = words.TakeProfit }).ClickAsync();
        var line = page.Locator("[data-tone=stopLoss] [role=slider]");
        var before = await line.GetAttributeAsync("aria-valuetext");
        await line.FocusAsync();
        await page.Keyboard.PressAsync("Shift+ArrowDown");
        await page.Keyboard.PressAsync("Enter");
        await Expect(line).Not.ToHaveAttributeAsync("aria-valuetext", before ?? "");
        await Look(person, $"exercise-ticket-{language}");
        await page.GetByRole(AriaRole.Button, new() { NameRegex = new Regex($"^{words.Buy} [0-9]") }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Region, new() { Name = words.Position })).ToBeVisibleAsync();
        await page.Locator("[data-wide] h2").FocusAsync();
        await page.Keyboard.PressAsync("ArrowRight");
        await Expect(page.GetByText(words.Played, new() { Exact = true })).ToBeVisibleAsync();
        await person.Rest();

        // The page is closed in the middle and goes on.
        await page.ReloadAsync();
        await Expect(page.GetByText(words.Played, new() { Exact = true })).ToBeVisibleAsync();
        await Expect(page.GetByRole(AriaRole.Region, new() { Name = words.Position })).ToBeVisibleAsync();
        await Look(person, $"exercise-holding-{language}");
        await page.GetByRole(AriaRole.Button, new() { Name = words.UntilFill }).ClickAsync();
        await person.Rest();
        if (await page.GetByRole(AriaRole.Button, new() { Name = words.FinishExercise }).CountAsync() > 0)
        {
            await page.GetByRole(AriaRole.Button, new() { Name = words.FinishExercise }).ClickAsync();
            await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = words.FinishExercise }).ClickAsync();
        }

        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = words.Result, Exact = true })).ToBeVisibleAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = words.Checks })).ToBeVisibleAsync();
        await Expect(page.Locator("[data-passed=true]")).ToHaveCountAsync(2);
        await Expect(page.Locator("[data-passed=false]")).ToHaveCountAsync(1);
        await Look(person, $"exercise-result-{language}");

        // The next one wholly by keyboard.
        await page.GetByRole(AriaRole.Button, new() { Name = words.Next, Exact = true }).ClickAsync();
        await Expect(page.Locator("[data-scene] canvas").First).ToBeVisibleAsync();
        await person.Rest();
        await page.Keyboard.PressAsync("n");
        await Expect(page.GetByRole(AriaRole.Dialog)).ToBeVisibleAsync();
        await Look(person, $"exercise-no-trade-{language}");
        await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = words.NoTradeSubmit, Exact = true }).FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.GetByText(words.NoTrade)).ToBeVisibleAsync();
        await Look(person, $"exercise-waited-{language}");
        person.Complaints.ShouldBeEmpty();
    }

    /// <summary>Two exercises on the simulated exchange, each with something that is done in it and something that is not.</summary>
    private static async Task<string> Publish()
    {
        await WholeSystem.Scalar<string>(
            """
            with course as (
                insert into learning.courses (id, slug, level, access, title_es, title_en, summary_es, summary_en, outline_es, outline_en, content_hash, published_at, archived_at)
                values (gen_random_uuid(), $1, 'Beginner', 'Free', 'Ejercicios', 'Exercises', 'Para practicar.', 'To practise.', '', '', 'journey', now(), now())
                returning id
            ), lesson as (
                insert into learning.lessons (id, course_id, key, position, title_es, title_en, body_es, body_en, minutes, is_preview, kind)
                select gen_random_uuid(), id, 'on-charts', 1, 'Opera en el gráfico', 'Trade on the chart', 'Un stop antes que nada.', 'A stop before anything.', 10, true, 'Exercise'
                from course returning id, course_id
            ), quiz as (
                insert into learning.quizzes (lesson_id, draw, pass_mark, wait_minutes, grade, answers, is_final)
                select id, '[{"topic":"on-charts","count":2,"exercises":true}]', 70, 0, 'Best', 'AfterQuestion', false from lesson returning lesson_id
            ), question as (
                insert into learning.questions (id, course_id, topic, key, kind, points, content, solution)
                select gen_random_uuid(), course_id, 'on-charts', key, 'Replay', 2, $2::jsonb, $3::jsonb from lesson, unnest(array['one', 'two']) key returning id
            )
            select min(lesson_id::text) from quiz, question
            """,
            Slug,
            """
            {
              "prompt": { "es": "Compra con un stop y un objetivo al doble, o di que no operas.", "en": "Buy with a stop and a target at twice its distance, or say that there is no trade." },
              "isFixed": false,
              "replay": { "symbols": ["BTC-SIM", "ETH-SIM"], "interval": "1d", "before": 120, "after": 20, "hidden": true, "lines": ["ema(close, 20)"],
                "cash": 10000, "leverage": 5, "feeBps": 5, "slippageBps": 2, "spreadBps": 2 }
            }
            """,
            """
            {
              "explanation": { "es": "El stop dice cuánto cuesta equivocarse.", "en": "The stop says what being wrong costs." },
              "checks": [
                { "key": "risk", "points": 1, "rule": "plan.made and plan.risk_pct <= 1", "text": { "es": "Arriesga como mucho el 1 %", "en": "Risk 1% at most" }, "why": { "es": "Así una racha no te saca.", "en": "Then a streak does not take you out." } },
                { "key": "stop", "points": 1, "rule": "plan.made and trade.filled", "text": { "es": "Da una orden con stop", "en": "Give an order with a stop" }, "why": { "es": "Sin stop no hay R.", "en": "Without a stop there is no R." } },
                { "key": "wait", "points": 1, "rule": "plan.waited >= 15", "text": { "es": "Espera quince velas", "en": "Wait for fifteen bars" }, "why": { "es": "Para ver algo que falte.", "en": "So that something is missing." } }
              ],
              "reference": { "long": "close > ema(close, 20)", "short": "close < ema(close, 20)", "stopLong": "lowest(low, 10)", "stopShort": "highest(high, 10)", "reward": 2, "riskPct": 1 }
            }
            """
        );
        return $"/courses/{Slug}/on-charts";
    }

    private static async Task Look(Person person, string name)
    {
        await person.Rest();
        (await person.Page.SeriousFindings()).ShouldBeEmpty(name);
        (await person.Page.FitsTheScreen()).ShouldBeTrue($"{name} is too wide");
        await person.Picture(name);
    }
}
