using FsCheck;
using FsCheck.Fluent;
using Result = Ami.Kernel.Result;

namespace Ami.Tests.Core;

[TestClass]
public class ResultsTests
{
    public sealed record Key(DateTimeOffset At, Guid Id);

    [TestMethod]
    public void Result_NeverSet_ThrowsInsteadOfPretending() => Should.Throw<InvalidOperationException>(() => default(Result<int>).IsOk);

    [TestMethod]
    public void Result_WrongSide_Throws()
    {
        Result<int> failed = Error.Conflict("a.b", "No.");
        Result<int> fine = 3;
        Should.Throw<InvalidOperationException>(() => failed.Value).Message.ShouldContain("a.b");
        Should.Throw<InvalidOperationException>(() => fine.Error);
        Should.Throw<InvalidOperationException>(() => Result.Ok.Error);
        fine.Map(v => v + 1).Value.ShouldBe(4);
        failed.Map(v => v + 1).Error.Code.ShouldBe("a.b");
    }

    [TestMethod]
    public void Cursor_RoundTrip_GivesTheKeyBack()
    {
        var key = new Key(new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero), Guid.CreateVersion7());
        Cursor.Decode<Key>(Cursor.Encode(key)).Value.ShouldBe(key);
        Cursor.Decode<Key>(null).Value.ShouldBeNull();
    }

    [TestMethod]
    public void Cursor_AnyText_IsAKeyOrAnErrorButNeverThrows() =>
        Check.One(
            Config.QuickThrowOnFailure,
            Prop.ForAll<string?>(text =>
            {
                var result = Cursor.Decode<Key>(text);
                return result.IsOk || result.Error.Code == "cursor.malformed";
            })
        );

    [TestMethod]
    public void Page_OneRowMoreThanAsked_ProvesThereIsANext()
    {
        var page = Page<int>.Of([1, 2, 3], 2, i => $"k{i}");
        page.Items.ShouldBe([1, 2]);
        Cursor.Decode<string>(page.NextCursor).Value.ShouldBe("k2");
        Page<int>.Of([1, 2], 2, i => i).NextCursor.ShouldBeNull();
    }
}
