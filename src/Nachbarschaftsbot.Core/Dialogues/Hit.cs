using Nachbarschaftsbot.Core.Messages;

namespace Nachbarschaftsbot.Core.Dialogues;

/// <summary>Something that a search found.</summary>
/// <param name="Title">What stands above it in a list.</param>
/// <param name="Summary">One line below.</param>
/// <param name="Lines">Everything that may be seen of it.</param>
public sealed record Hit(Text Title, Text Summary, IReadOnlyList<Text> Lines);
