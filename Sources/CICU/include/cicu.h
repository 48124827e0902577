// The few ICU calls of the text analysis, under names that Swift can see.
//
// ICU's functions carry the version in their symbol (`ubrk_open_72`), hidden behind preprocessor
// macros that Swift's importer does not expand; each function here is one such call.
//
// ICU's own headers are included in shims.c only. Foundation brings headers of another ICU, and a
// file that saw both modules would not compile: "'UErrorCode' has different definitions".
// Statuses are ICU's UErrorCode; see https://unicode-org.github.io/icu-docs/
#ifndef CICU_H
#define CICU_H

#include <stdbool.h>
#include <stdint.h>

typedef struct cicu_words cicu_words;
typedef struct cicu_text cicu_text;
typedef struct cicu_collator cicu_collator;

// MARK: Versions

/// ICU and Unicode version, four bytes each; both decide where words end and how they sort.
void cicu_versions(uint8_t icu[4], uint8_t unicode[4]);

// MARK: Word boundaries (UAX #29)

cicu_words *cicu_words_open(const char *locale, int32_t *status);

void cicu_words_close(cicu_words *words);

/// Opens `reuse` (or a new text when it is NULL) over UTF-8 that must outlive the iteration.
cicu_text *cicu_text_open(cicu_text *reuse, const char *utf8, int64_t length, int32_t *status);

void cicu_text_close(cicu_text *text);

void cicu_words_set_text(cicu_words *words, cicu_text *text, int32_t *status);

int32_t cicu_words_first(cicu_words *words);

/// The next boundary in bytes, or -1 (UBRK_DONE).
int32_t cicu_words_next(cicu_words *words);

/// Whether the segment that ends here is a word: a number, letters, kana or ideographs.
bool cicu_words_is_word(cicu_words *words);

// MARK: Case and normal form

/// Lower case by the root locale (Danish has no rules of its own); returns the length needed.
int32_t cicu_lowercase(uint16_t *to, int32_t capacity, const uint16_t *from, int32_t length, int32_t *status);

/// NFC; returns the length needed.
int32_t cicu_nfc(const uint16_t *from, int32_t length, uint16_t *to, int32_t capacity, int32_t *status);

/// One step of canonical decomposition of one scalar into `to`; -1 when there is none.
int32_t cicu_decompose_once(int32_t scalar, uint16_t *to, int32_t capacity, int32_t *status);

// MARK: Collation

cicu_collator *cicu_collator_open(const char *locale, int32_t *status);

void cicu_collator_close(cicu_collator *collator);

/// Makes digits compare by the value of their number: "Hus 2" before "Hus 10".
void cicu_collator_set_numeric(cicu_collator *collator, int32_t *status);

/// The sort key of `text` with its terminating zero; returns the length needed.
int32_t cicu_collator_sort_key(const cicu_collator *collator, const uint16_t *text, int32_t length, uint8_t *to, int32_t capacity);

// MARK: Errors

/// Whether a status is an error; warnings are not.
bool cicu_failed(int32_t status);

const char *cicu_error_name(int32_t status);

#endif
